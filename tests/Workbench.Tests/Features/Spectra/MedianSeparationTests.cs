using System.Numerics;
using Workbench.Audio.Fourier;
using Workbench.Features.Analysis;

namespace Workbench.Tests.Features.Spectra;

public class MedianSeparationTests
{
    public static TheoryData<string> Clips => GoldenClip.Names;

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(100, 1, 1)] // 7 frames, fewer than half a window
    [InlineData(255, 1, 1)] // 16 frames: one block, full
    [InlineData(256, 2, 1)] // 17 frames
    [InlineData(1000, 1, 1)]
    [InlineData(1700, 2.5f, 3)]
    public void Parts_are_those_of_the_plain_separation(int sampleCount, float harmonicMargin, float percussiveMargin)
    {
        var samples = Signals.Noise(sampleCount, seed: sampleCount).Channel(0).ToArray();
        samples.AsSpan(sampleCount / 2).Clear(); // so that some medians are zero
        var spectrum = Spectrum(samples, 64, 16);
        var (expectedHarmonic, expectedPercussive) = PlainSeparation.Separate(spectrum, harmonicMargin, percussiveMargin);
        var (harmonic, percussive) = (new Complex[spectrum.Length][], new Complex[spectrum.Length][]);
        new MedianSeparation(64, 16, harmonicMargin, percussiveMargin).Run(
            samples,
            (tile, harmonicSpectra, percussiveSpectra) =>
            {
                Keep(tile, harmonicSpectra, harmonic);
                Keep(tile, percussiveSpectra, percussive);
            },
            TestContext.Current.CancellationToken);
        AssertEqual(expectedHarmonic, harmonic);
        AssertEqual(expectedPercussive, percussive);

        static void AssertEqual(Complex[][] expected, Complex[][] actual)
        {
            for (var frame = 0; frame < expected.Length; frame++)
                for (var bin = 0; bin < expected[frame].Length; bin++)
                    // A dozen roundings to float32.
                    Assert.Equal(0, Complex.Abs(expected[frame][bin] - actual[frame][bin]), 1e-6 * Complex.Abs(expected[frame][bin]));
        }
    }

    [Theory, MemberData(nameof(Clips))]
    public void Energies_match_librosa(string name)
    {
        GoldenClip golden = new(name);
        var samples = golden.Read().Channel(0);
        MedianSeparation separation = new(2048, 512, 1, 1);
        var frameCount = separation.FrameCount(samples.Length);
        double[][] energies = [new double[frameCount], new double[frameCount]];
        separation.Run(
            samples,
            (tile, harmonic, percussive) =>
            {
                Sum(tile, harmonic, energies[0]);
                Sum(tile, percussive, energies[1]);
            },
            TestContext.Current.CancellationToken);
        AssertClose(golden.Array("hpss_energy_harmonic"), energies[0]);
        AssertClose(golden.Array("hpss_energy_percussive"), energies[1]);

        static void Sum(int tile, ReadOnlySpan<ComplexLanes> spectra, double[] energies)
        {
            for (var lane = 0; lane < Vector<float>.Count && tile * Vector<float>.Count + lane < energies.Length; lane++)
                foreach (var bin in spectra)
                    energies[tile * Vector<float>.Count + lane] += bin.SquaredMagnitude[lane];
        }

        static void AssertClose(double[] expected, double[] actual)
        {
            Assert.Equal(expected.Length, actual.Length);
            for (var frame = 0; frame < expected.Length; frame++)
                Assert.Equal(expected[frame], actual[frame], 1e-5 * expected.Max()); // float32
        }
    }

    private static Complex[][] Spectrum(float[] samples, int fftLength, int hop)
    {
        Stft stft = new(fftLength, hop);
        var spectrum = new Complex[stft.FrameCount(samples.Length)][];
        var spectra = new ComplexLanes[fftLength / 2 + 1];
        for (var tile = 0; tile * Vector<float>.Count < spectrum.Length; tile++)
        {
            stft.Compute(samples, tile, spectra);
            Keep(tile, spectra, spectrum);
        }
        return spectrum;
    }

    private static void Keep(int tile, ReadOnlySpan<ComplexLanes> spectra, Complex[][] frames)
    {
        for (var lane = 0; lane < Vector<float>.Count; lane++)
        {
            Complex[] frame = [.. spectra.ToArray().Select(bin => new Complex(bin.Re[lane], bin.Im[lane]))];
            if (tile * Vector<float>.Count + lane < frames.Length)
                frames[tile * Vector<float>.Count + lane] = frame;
            else
                Assert.All(frame, bin => Assert.Equal(0, Complex.Abs(bin))); // beyond the last frame
        }
    }
}
