using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Workbench.Tests.Reference.Synthetic;

public class SyntheticSignalsTests
{
    public static TheoryData<string> Names => [.. SyntheticSignals.Names];

    [Theory, MemberData(nameof(Names))]
    public void Signals_are_those_that_librosa_heard(string name) => AssertHash(name, SyntheticSignals.Samples(name));

    [Fact]
    public void The_signal_to_resample_is_that_which_soxr_heard() =>
        AssertHash("chirp_noise_clicks_44100", SyntheticSignals.SamplesToHalve());

    private static void AssertHash(string name, short[] samples)
    {
        var expected = ReferenceValues.Json("librosa/signals.json").GetProperty("sha256OfSamples").GetProperty(name).GetString();
        Assert.Equal(expected, Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<short>(samples))));
    }
}
