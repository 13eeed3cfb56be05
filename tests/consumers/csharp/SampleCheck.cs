using System.Text.Json;

namespace Consumer;

/// <summary>Compares what a model answers here to the sounds in its folder with what the library answered when it was exported.</summary>
internal static class SampleCheck
{
    /// <summary>Rounding stays below this: the promise of the model's card.</summary>
    private const double Largest = 1e-4;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The exit code: 0 where all answers agree.</summary>
    public static int Run(GenreModel model, string folder)
    {
        var samples = Path.Combine(folder, "samples");
        var expected = JsonSerializer.Deserialize<Expected[]>(File.ReadAllText(Path.Combine(samples, "expected.json")), Json)!;
        var worst = 0.0;
        foreach (var sample in expected)
        {
            var answer = sample.Features is { } rows ? model.Read(rows) : model.Hear(WavFile.Read(Path.Combine(samples, sample.File)));
            var probability = Difference(answer.Probabilities, sample.Probabilities);
            // An embedding has no scale of its own.
            var embedding = Difference(answer.Embedding, sample.Embedding) / Math.Max(1, sample.Embedding.Max(Math.Abs));
            Console.WriteLine($"{sample.File}: probabilities differ by {probability:0.0e+0}, the embedding by {embedding:0.0e+0}");
            worst = Math.Max(worst, Math.Max(probability, embedding));
        }
        Console.WriteLine($"largest difference {worst:0.0e+0} of {expected.Length} samples, allowed {Largest:0.0e+0}");
        return expected.Length > 0 && worst <= Largest ? 0 : 1;
    }

    /// <summary>Infinite where the lengths differ or a value is NaN.</summary>
    private static double Difference(float[] actual, float[] expected) => actual.Length != expected.Length || actual.Any(float.IsNaN)
        ? double.PositiveInfinity : actual.Zip(expected, (a, e) => Math.Abs((double)a - e)).Max();

    private sealed record Expected(string File, float[] Probabilities, float[] Embedding, float[][]? Features);
}
