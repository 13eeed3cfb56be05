using System.Globalization;
using System.Text;
using Workbench.Datasets;
using Workbench.Export;
using Workbench.Inference;

namespace Workbench.Experiments;

/// <summary>The <c>card.md</c> of an exported folder: what the model is, how good it is, how to run it. Its programs are tested.</summary>
internal static class ExportCard
{
    public static string Write(Run run, ExportedModel model, bool hasCatalogue)
    {
        var card = new StringBuilder(ModelCard.Write(run.Spec, run.Summary, run.Choice));
        card.Append(CultureInfo.InvariantCulture, $"""

            ## Use

            Licence: {model.Licence ?? "not stated by whoever exported the model; ask them"}.
            {Begin(model)}

            | input | holds | shape | what it is |
            |---|---|---|---|
            {Rows(model.Schema.Inputs)}

            | output | holds | shape | what it is |
            |---|---|---|---|
            {Rows(model.Schema.Outputs)}

            `labels` and `thresholds` are constants, so that programs that cannot read the metadata of the file know them too.
            {Decision(model)} Any runtime of ONNX operator set 17 runs the file.
            {Precision(model)}

            {(model.Start == ExportStart.Audio ? FromAudio(model) : FromFeatures())}
            ## Files

            | file | what it is |
            |---|---|
            | `{ModelFolder.Graph}` | the model as ONNX |
            | `{TrainedModel.DescriptionName}` | all of this for programs, with the SHA-256 of each file |
            | `{ModelFolder.Labels}` | the classes |
            | {WeightFiles(model)} | tensors as PyTorch names them (`0.weight`), and the scaler |
            {Optional(model, hasCatalogue)}
            """);
        return card.Append('\n').ToString();
    }

    private static string WeightFiles(ExportedModel model) => model.Ensemble.IsEmpty ? $"`{TrainedModel.WeightsName}`"
        : string.Join(", ", model.Ensemble.Select((_, i) => FormattableString.Invariant($"`member-{i + 1}/{TrainedModel.WeightsName}`")));

    private static string Begin(ExportedModel model) => model.Start == ExportStart.Audio
        ? string.Create(CultureInfo.InvariantCulture, $"""
            `{ModelFolder.Graph}` takes the samples of a song, of any length up to two hours, at {model.SampleRate} Hz; features, scaler
            and the mean over its segments are inside. What it cannot answer (another rate, no samples, NaN) it refuses with an error
            that holds a sentence.
            """)
        : $"`{ModelFolder.Graph}` begins at the features, not at the samples. {model.StartReason ?? "It was exported so on purpose."}";

    private static string Decision(ExportedModel model) => model.Task == ClassificationTask.SingleLabel
        ? "A song is decided to be of the one genre with the highest probability; the thresholds are of no use."
        : "A label is decided for from its threshold on, which was chosen on the validation part.";

    private static string Precision(ExportedModel model) =>
        model.Ensemble.SelectMany(member => member.Features.Features).Concat(model.Features.Features)
            .Any(f => f is Features.SpectralContrast { FloorDb: null } or Features.ZeroCrossingRate { Threshold: null })
        ? "Spectral contrast without a floor, and zero crossings without a threshold, measure what lies below the rounding of float32: "
            + "probabilities differ by up to 0.05 between machines, and more where a song begins or ends with silence."
        : "Answers differ from the library's by rounding: less than 0.0001.";

    private static string Rows(IEnumerable<TensorSchema> tensors) => string.Join('\n', tensors.Select(tensor =>
        $"| `{tensor.Name}` | {tensor.Type} | [{string.Join(", ", tensor.Shape)}] | {tensor.Meaning} |"));

    private static string FromAudio(ExportedModel model) => $$"""
        The programs below run in this folder and print the genres of a sample.

        ### C#

        ```csharp
        #r "nuget: Microsoft.ML.OnnxRuntime, 1.31.1"
        using Microsoft.ML.OnnxRuntime;
        using Microsoft.ML.OnnxRuntime.Tensors;

        var wav = File.ReadAllBytes("samples/chords.wav"); // 16 bits, one channel; the samples begin at byte 44
        var audio = Enumerable.Range(0, (wav.Length - 44) / 2).Select(i => BitConverter.ToInt16(wav, 44 + 2 * i) / 32768f).ToArray();
        var session = new InferenceSession("model.onnx");
        var outputs = session.Run(
        [
            NamedOnnxValue.CreateFromTensor("audio", new DenseTensor<float>(audio, [audio.Length])),
            NamedOnnxValue.CreateFromTensor("sample_rate", new DenseTensor<long>(new[] { {{model.SampleRate}}L }, [])),
        ]);
        var labels = outputs.First(o => o.Name == "labels").AsTensor<string>();
        var probabilities = outputs.First(o => o.Name == "probabilities").AsTensor<float>();
        for (var i = 0; i < labels.Length; i++)
            Console.WriteLine($"{labels[i]}: {probabilities[i]:0.000}");
        ```

        ### Python

        ```python
        import numpy as np, onnxruntime, wave

        with wave.open("samples/chords.wav") as f:
            audio = np.frombuffer(f.readframes(f.getnframes()), "<i2").astype(np.float32) / 32768
        session = onnxruntime.InferenceSession("model.onnx")
        labels, probabilities = session.run(["labels", "probabilities"],
                                            {"audio": audio, "sample_rate": np.array({{model.SampleRate}}, np.int64)})
        for label, probability in zip(labels, probabilities):
            print(f"{label}: {probability:.3f}")
        ```

        ### JavaScript

        ```javascript
        import { readFileSync } from 'node:fs';
        import ort from 'onnxruntime-node'; // in a browser: onnxruntime-web

        const wav = readFileSync('samples/chords.wav');
        const audio = Float32Array.from({ length: (wav.length - 44) / 2 }, (_, i) => wav.readInt16LE(44 + 2 * i) / 32768);
        const session = await ort.InferenceSession.create('model.onnx');
        const { labels, probabilities } = await session.run({
          audio: new ort.Tensor('float32', audio, [audio.length]),
          sample_rate: new ort.Tensor('int64', [{{model.SampleRate}}n], []),
        });
        labels.data.forEach((label, i) => console.log(`${label}: ${probabilities.data[i].toFixed(3)}`));
        ```

        Programs in .NET that use the workbench need none of this: `Lab.Open("FOLDER")`, or `workbench predict SONG --model FOLDER`.

        """;

    private static string FromFeatures() => $"""
        Extract the features with the workbench: `workbench features SONGS --spec FILE.json`, where the file holds `features` of
        `{TrainedModel.DescriptionName}`. Columns and their order are its `columns`.

        """;

    private static string Optional(ExportedModel model, bool hasCatalogue) => string.Join('\n', new[]
    {
        model.Start == ExportStart.Audio && ResampleGraph.Serves(model.SampleRate)
            ? $"| `{ModelFolder.Resampler}` | from `audio` at {ResampleGraph.SourceRate} Hz to `resampled` at {model.SampleRate} Hz, "
                + "by the library's own filter |"
            : null,
        model.Features.Table is null
            ? $"| `{ModelFolder.Samples}/` | synthetic sounds, and in `{ModelFolder.Expected}` the answers of the library to them |" : null,
        hasCatalogue
            ? "| `songs.csv`, `embeddings.safetensors` | the songs of the training's dataset, with what the model made of each |" : null,
    }.OfType<string>());
}
