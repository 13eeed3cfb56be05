using Workbench.Audio;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Audio;

public class ResamplerTests
{
    [Theory]
    [InlineData("classical_25")]
    [InlineData("electronic_1")]
    public void Halving_the_rate_matches_soxr_HQ(string name)
    {
        var expected = NpyFile.Read(SharedData.Path("golden", "librosa", "resample", $"{name}_22050_soxr_hq.npy"));
        var source = AudioFile.Read(SharedData.Path("golden", "librosa", "resample", $"{name}_44100_5s.wav"), TestContext.Current.CancellationToken);
        var actual = Resampler.Resample(source.ToMono(), 22050, TestContext.Current.CancellationToken).Channel(0);

        Assert.Equal(expected.Values.Length, actual.Length);
        double largest = 0, energy = 0;
        for (var i = 0; i < actual.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(actual[i] - expected.Values[i]));
            energy += Math.Pow(actual[i] - expected.Values[i], 2);
        }
        TestContext.Current.SendDiagnosticMessage($"{name}: largest {largest:G3}, rms {Math.Sqrt(energy / actual.Length):G3}");
        Assert.True(largest < 1e-4, $"largest difference {largest:G3}, rms {Math.Sqrt(energy / actual.Length):G3}");
    }
}
