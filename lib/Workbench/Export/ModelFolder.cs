using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Workbench.Audio;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Recommendation;

namespace Workbench.Export;

/// <summary>Writes an exported model as a folder that whoever finds it can run: whole, or not at all.</summary>
internal static class ModelFolder
{
    /// <summary>Files beside those that <see cref="TrainedModel"/> and <see cref="SongCatalogue"/> name.</summary>
    public const string Graph = "model.onnx", Labels = "labels.json", Card = "card.md", Samples = "samples", Expected = "expected.json";

    /// <summary>File of the filter that brings most audio to the model's sample rate.</summary>
    public static string Resampler => $"resample-{ResampleGraph.SourceRate}.onnx";

    /// <summary>Writes the folder; the same model gives the same bytes.</summary>
    /// <param name="folder">Where; an older export that stands there is replaced as a whole.</param>
    /// <param name="model">The model.</param>
    /// <param name="description">What is said of it, its <see cref="ExportedModel.Sha256"/> aside.</param>
    /// <param name="card">The same for people, as Markdown.</param>
    /// <param name="catalogue">Songs to recommend from; null for none.</param>
    /// <param name="work">What stops it; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="WorkbenchException">The folder holds something else, or a feature cannot be expressed.</exception>
    public static void Write(
        string folder, TrainedModel model, ExportedModel description, string card, SongCatalogue? catalogue, Work? work = null)
    {
        work ??= Work.Default;
        var graph = ModelGraph.Write(model, description.Start, Metadata(description));
        AtomicFolder.Write(folder, ExportedModel.Is, partial =>
        {
            File.WriteAllBytes(Path.Combine(partial, Graph), graph);
            if (description.Start == ExportStart.Audio && ResampleGraph.Serves(description.SampleRate))
                File.WriteAllBytes(Path.Combine(partial, Resampler), ResampleGraph.Write(description.SampleRate));
            model.SaveWeights(partial);
            File.WriteAllText(Path.Combine(partial, Labels), Json(description.Classes));
            File.WriteAllText(Path.Combine(partial, Card), card);
            if (model.Features.Parts.All(part => part.Table is null))
                WriteSamples(Path.Combine(partial, Samples), model, description.Start, work);
            catalogue?.Save(partial);
            work.ThrowIfStopped();
            AtomicFile.WriteText(Path.Combine(partial, TrainedModel.DescriptionName),
                SpecJson.Write(description with { Sha256 = Hashes(partial) }) + "\n");
        });
    }

    private static IEnumerable<KeyValuePair<string, string>> Metadata(ExportedModel description) =>
    [
        new("labels", Json(description.Classes)),
        new("thresholds", Json(description.Thresholds)),
        new("task", JsonNamingPolicy.CamelCase.ConvertName($"{description.Task}")),
        new("sample_rate", $"{description.SampleRate}"),
        new("features_sha256", description.Features.Hash),
        new("model_json", SpecJson.Write(description)),
    ];

    private static void WriteSamples(string folder, TrainedModel model, ExportStart start, Work work)
    {
        Directory.CreateDirectory(folder);
        List<ExpectedAnswer> expected = [];
        foreach (var (name, sound) in SampleSounds.At(model.Features.SampleRate))
        {
            var file = $"{name}.wav";
            var path = Path.Combine(folder, file);
            WavFile.Write(path, sound);
            var features = model.Extract(AudioFile.Read(path, work.Token), work);
            var outputs = model.Run(features, work);
            expected.Add(new(file, sound.SampleRate, [.. outputs.Probabilities.ToSingle()], [.. outputs.Embedding.Row(0)])
            {
                Features = start == ExportStart.Audio ? null
                    : [.. Enumerable.Range(0, features.FrameCount(0)).Select(frame => FrameOf(features, frame))],
            });
        }
        File.WriteAllText(Path.Combine(folder, Expected), SpecJson.Write(expected) + "\n");
    }

    private static ImmutableArray<float> FrameOf(SongFeatures song, int frame)
    {
        var values = new float[song.ColumnCount];
        song.Read(0, frame, values);
        return [.. values];
    }

    private static ImmutableSortedDictionary<string, string> Hashes(string folder) => Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .ToImmutableSortedDictionary(
            path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'),
            path => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), StringComparer.Ordinal);

    private static string Json<T>(T value) => JsonSerializer.Serialize(value);
}
