using Workbench.Tests.Kernel.Clients;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Consumers;

/// <summary>The program in Python with numpy alone, and in ONNX Runtime where that is installed.</summary>
[Collection(nameof(ExportedModels))]
public class PythonConsumerTests(ExportedModels models) : ConsumerTests(models)
{
    private static readonly string Program = Path.Combine(Repository.Root, "tests", "consumers", "python", "predict.py");

    private static readonly Lazy<string?> Numpy = new(() => FrontEnds.PythonWith("numpy"));

    private static readonly Lazy<string?> Runtime = new(() => FrontEnds.PythonWith("numpy, onnxruntime"));

    [Fact]
    public void What_numpy_cannot_compute_is_told_with_the_remedy()
    {
        var result = Ask(Models.Mlp, "--check");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("this model needs features that only its ONNX graph computes from samples: pip install onnxruntime",
            result.Error, StringComparison.Ordinal);
        result = Ask(Models.Cnn, Sound("song.wav", Tone(44_100, 30_000, 440), 44_100));
        Assert.Contains("it has 44100 Hz, and the model hears 22050 Hz. Bring it there: ffmpeg", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void With_ONNX_Runtime_it_answers_for_every_model_and_resamples_as_the_library_does()
    {
        Assert.SkipWhen(Runtime.Value is null, "needs Python 3 with numpy and onnxruntime: pip install numpy onnxruntime");
        foreach (var model in new[] { Models.Mlp, Models.MlpFromFeatures, Models.Cnn })
        {
            var checkedModel = Run(Runtime.Value!, model, "--check", "--with", "onnxruntime");
            Assert.True(checkedModel.ExitCode == 0, checkedModel.Output + checkedModel.Error);
        }
        var song = Sound("low.wav", Tone(44_100, 120_000, 110), 44_100);
        var result = Run(Runtime.Value!, Models.Cnn, song, "--with", "onnxruntime");
        Assert.True(result.ExitCode == 0, result.Error);
        AssertAnswers(result.Output, Models.Cnn, song);
    }

    protected override ProcessResult Ask(params string[] arguments)
    {
        Assert.SkipWhen(Numpy.Value is null, "needs Python 3 with numpy; run environment/install-consumers.sh, or pip install numpy");
        return Run(Numpy.Value!, [.. arguments, "--with", "numpy"]);
    }

    // Without compiled files beside the sources.
    private static ProcessResult Run(string python, params string[] arguments) => WorkbenchProcess.Finish(
        ClientProcess.Start(python, new Dictionary<string, string> { ["PYTHONDONTWRITEBYTECODE"] = "1" }, [Program, .. arguments]));
}
