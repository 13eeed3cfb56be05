using System.Text.Json.Nodes;
using Workbench.Tests.Onnx;
using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine;

/// <summary>Somebody else's encoder as a feature, from the command line.</summary>
public sealed class EncoderTests : IDisposable
{
    private const string Digits = "0000000000000000000000000000000000000000000000000000000000000000";

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_spec_with_an_encoder_is_trained_on_recommended_from_and_refused_when_the_file_changes()
    {
        var songs = TinyCorpus.Make(folder.File("songs"));
        TinyEncoders.Loudness(folder.File("loud.onnx"));
        var asked = Run("train", "--dataset", songs, "--features", WriteSpec(sha256: "?"));
        Assert.Equal(2, asked.ExitCode);
        var sha256 = asked.Error[(asked.Error.IndexOf("it is ", StringComparison.Ordinal) + 6)..][..Digits.Length];

        var changed = Run("train", "--dataset", songs, "--features", WriteSpec(Digits));
        Assert.Equal(1, changed.ExitCode);
        Assert.Contains($"loud.onnx has changed since the spec was written: its SHA-256 is {sha256} and was {Digits}.", changed.Error,
            StringComparison.Ordinal);

        var trained = Run("train", "--dataset", songs, "--features", WriteSpec(sha256), "--json");
        Assert.True(trained.ExitCode == 0, trained.Error);
        Assert.Equal(24, (int)JsonNode.Parse(trained.Output)!["tracks"]!);
        var recommended = Run("recommend", Path.Combine(songs, "rock", "01.wav"));
        Assert.True(recommended.ExitCode == 0, recommended.Error);
    }

    private string WriteSpec(string sha256) => folder.Write("encoder.json", $$"""
        { "sampleRate": 16000, "statistics": ["mean", "std"], "features": [
          { "kind": "onnxEmbedding", "path": "loud.onnx", "sha256": "{{sha256}}", "encoder": "loud", "units": 2, "sampleRate": 16000,
            "input": { "kind": "sampleWindows", "length": 4000, "hop": 2000 }, "licence": "MIT" } ] }
        """);

    private ProcessResult Run(params string[] arguments) => WorkbenchProcess.RunIn(folder.Path, folder.File("data"), arguments);
}
