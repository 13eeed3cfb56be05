using Workbench.Tests.Kernel.Clients;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Consumers;

/// <summary>The program in C#, which runs exported models in ONNX Runtime.</summary>
[Collection(nameof(ExportedModels))]
public class CSharpConsumerTests(ExportedModels models) : ConsumerTests(models)
{
    private static readonly string Program = Path.Combine(
        Repository.Root, "tests", "consumers", "csharp", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name,
        new DirectoryInfo(AppContext.BaseDirectory).Name, "Consumer.dll");

    [Fact]
    public void The_samples_get_the_answers_that_the_library_gave_to_a_model_of_whole_songs()
    {
        var result = Ask(Models.Mlp, "--check");
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
    }

    [Fact]
    public void Songs_at_44100_Hz_are_resampled_as_the_library_does()
    {
        string[] songs = [Sound("low.wav", Tone(44_100, 120_000, 110), 44_100), Sound("high.wav", Tone(44_100, 90_001, 2050), 44_100)];
        var result = Ask([Models.Cnn, .. songs]);
        Assert.True(result.ExitCode == 0, result.Error);
        AssertAnswers(result.Output, Models.Cnn, songs);
    }

    /// <summary>What two resamplers leave of silence has the same level, next to none, and other signs.</summary>
    [Fact]
    public void A_song_that_begins_with_silence_is_resampled_for_a_model_that_counts_zero_crossings()
    {
        var song = Sound("late.wav", [.. new float[9000], .. Tone(44_100, 90_000, 700)], 44_100);
        var result = Ask(Models.Mlp, song);
        Assert.True(result.ExitCode == 0, result.Error);
        AssertAnswers(result.Output, Models.Mlp, song);
    }

    [Fact]
    public void It_knows_nothing_of_the_workbench()
    {
        var assemblies = File.ReadAllText(Path.ChangeExtension(Program, ".deps.json"));
        Assert.Contains("Microsoft.ML.OnnxRuntime", assemblies, StringComparison.Ordinal);
        Assert.DoesNotContain("Workbench", assemblies, StringComparison.Ordinal);
    }

    protected override ProcessResult Ask(params string[] arguments) =>
        WorkbenchProcess.Finish(ClientProcess.Start("dotnet", new Dictionary<string, string>(), [Program, .. arguments]));
}
