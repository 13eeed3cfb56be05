using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Consumer;

/// <summary>The graphs of an exported folder in ONNX Runtime.</summary>
internal sealed partial class GenreModel : IDisposable
{
    private const int ResampledRate = 44_100;

    // What a graph refuses is told once, by us.
    private readonly SessionOptions options = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
    private readonly InferenceSession session;
    private readonly InferenceSession? resampler;
    private readonly bool saysOne; // a song has one genre: the likeliest

    public GenreModel(string folder)
    {
        var graph = Path.Combine(folder, "model.onnx");
        if (!File.Exists(graph))
            throw new InvalidDataException(
                $"{folder} holds no model.onnx. Name a folder that was made by: workbench export RUN --out FOLDER");
        session = new(graph, options);
        var filter = Path.Combine(folder, $"resample-{ResampledRate}.onnx");
        resampler = File.Exists(filter) ? new(filter, options) : null;
        saysOne = session.ModelMetadata.CustomMetadataMap.GetValueOrDefault("task") == "singleLabel";
        SampleRate = int.Parse(session.ModelMetadata.CustomMetadataMap["sample_rate"], CultureInfo.InvariantCulture);
    }

    /// <summary>The rate that it hears at, in Hz.</summary>
    public int SampleRate { get; }

    /// <summary>What it says of a sound.</summary>
    /// <exception cref="InvalidDataException">The sound has a rate that nothing here brings to the model's.</exception>
    /// <exception cref="OnnxRuntimeException">The graph refuses the sound: <see cref="Explain"/>.</exception>
    public Answer Hear(WavFile wav)
    {
        if (!session.InputMetadata.ContainsKey("audio"))
            throw new InvalidDataException(
                "this model begins at the features of a song, which this program cannot extract. Ask it with: workbench predict");
        var (samples, rate) = (wav.Samples, wav.SampleRate);
        if (rate == ResampledRate && rate != SampleRate && resampler is not null)
        {
            using var results = resampler.Run([Input("audio", samples)]);
            (samples, rate) = (results[0].AsTensor<float>().ToArray(), SampleRate);
        }
        if (rate != SampleRate)
            throw new InvalidDataException($"it has {rate} Hz, and the model hears {SampleRate} Hz"
                + $"{(resampler is null ? "" : $" or {ResampledRate} Hz")}. Bring it there: ffmpeg -i SONG -ar {SampleRate} SONG.wav");
        return Run(Input("audio", samples),
            NamedOnnxValue.CreateFromTensor("sample_rate", new DenseTensor<long>(new[] { (long)rate }, [])));
    }

    /// <summary>What it says of features, where its graph begins there.</summary>
    public Answer Read(float[][] rows)
    {
        var shape = session.InputMetadata["features"].Dimensions.Length == 1 ? new[] { rows[0].Length } : [rows.Length, rows[0].Length];
        return Run(NamedOnnxValue.CreateFromTensor("features", new DenseTensor<float>(rows.SelectMany(row => row).ToArray(), shape)));
    }

    /// <summary>An error in a sentence. Of a refusal it is the name of the node that stopped the run.</summary>
    public static string Explain(Exception error) =>
        error is OnnxRuntimeException && NodeName().Match(error.Message) is { Success: true } node ? node.Groups[1].Value : error.Message;

    public void Dispose()
    {
        session.Dispose();
        resampler?.Dispose();
        options.Dispose();
    }

    private static NamedOnnxValue Input(string name, float[] values) =>
        NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(values, [values.Length]));

    private Answer Run(params NamedOnnxValue[] inputs)
    {
        using var results = session.Run(inputs);
        float[] Numbers(string name) => results.Single(result => result.Name == name).AsTensor<float>().ToArray();
        return new([.. results.Single(result => result.Name == "labels").AsTensor<string>()],
            Numbers("probabilities"), saysOne ? null : Numbers("thresholds"), Numbers("embedding"));
    }

    [GeneratedRegex("Name:'([^']+)'")]
    private static partial Regex NodeName();
}
