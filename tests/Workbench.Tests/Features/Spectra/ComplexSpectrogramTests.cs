using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Workbench.Audio;
using Workbench.Features.Spectra;
using Workbench.Foundation;

namespace Workbench.Tests.Features.Spectra;

public class ComplexSpectrogramTests
{
    private const int Rate = 22_050;

    /// <summary>From librosa 0.11.0: <c>stft(y, n_fft=512, hop_length=100)</c>.</summary>
    [Theory]
    [InlineData(0, 0, 12.13801, 0)]
    [InlineData(3, 0, -16.82446, 1.514973)]
    [InlineData(3, 1, 9.772773, 7.057159)]
    [InlineData(5, 7, -0.8769818, -0.9394727)]
    [InlineData(20, 10, 1.373492, -2.741217)]
    [InlineData(8, 38, -0.1497683, 0.1984819)]
    [InlineData(4, 40, -1.951128, 0.0009555845)]
    [InlineData(256, 12, -0.008291908, 0)]
    public void Values_match_librosa(int bin, int frame, double real, double imaginary)
    {
        var spectrogram = ComplexSpectrogram.Of(Signals.ChirpWithClicks(), 512, 100, TestContext.Current.CancellationToken);
        Assert.Equal((257, 41), (spectrogram.BinCount, spectrogram.FrameCount));
        Assert.Equal(real, spectrogram[bin, frame].Real, 1e-5); // float32, and a peak of 60
        Assert.Equal(imaginary, spectrogram[bin, frame].Imaginary, 1e-5);
    }

    [Fact]
    public void The_inverse_gives_any_clip_back()
    {
        var holds = Prop.ForAll(Arb.From(Frames(largestHop: 4)), frames =>
        {
            var clip = Signals.Noise(frames.SampleCount, frames.Seed);
            var back = ComplexSpectrogram.Of(clip, frames.FftLength, frames.HopLength).ToClip(clip.SampleCount);
            return Distance(clip, back, clip.SampleCount) <= 1e-5;
        });
        Check.One(Config.QuickThrowOnFailure.WithReplay(1, 1).WithMaxTest(200), holds);
    }

    [Fact]
    public void Up_to_half_a_frame_between_frames_all_comes_back_but_what_follows_the_last_frames_middle()
    {
        var holds = Prop.ForAll(Arb.From(Frames(largestHop: 2)), frames =>
        {
            var clip = Signals.Noise(frames.SampleCount, frames.Seed);
            var spectrogram = ComplexSpectrogram.Of(clip, frames.FftLength, frames.HopLength);
            var back = spectrogram.ToClip();
            return back.SampleCount == (spectrogram.FrameCount - 1) * frames.HopLength && Distance(clip, back, back.SampleCount) <= 1e-5;
        });
        Check.One(Config.QuickThrowOnFailure.WithReplay(1, 1).WithMaxTest(200), holds);
    }

    [Fact]
    public void The_transform_is_linear()
    {
        var mixes = from frames in Frames(largestHop: 1)
                    from a in Gen.Choose(-100, 100)
                    from b in Gen.Choose(-100, 100)
                    select (Frames: frames, A: a / 100f, B: b / 100f);
        var holds = Prop.ForAll(Arb.From(mixes), mix =>
        {
            var (frames, a, b) = mix;
            var (x, y) = (Signals.Noise(frames.SampleCount, frames.Seed), Signals.Noise(frames.SampleCount, frames.Seed + 1));
            AudioClip sum = new(Rate, [.. x.Channel(0).ToArray().Zip(y.Channel(0).ToArray(), (u, v) => a * u + b * v)]);
            var (ofX, ofY, ofSum) = (Transform(x), Transform(y), Transform(sum));
            // float32
            return Cells(ofSum).All(at =>
                Complex.Abs(a * ofX[at.Bin, at.Frame] + b * ofY[at.Bin, at.Frame] - ofSum[at.Bin, at.Frame]) <= 1e-6 * frames.FftLength);

            ComplexSpectrogram Transform(AudioClip clip) => ComplexSpectrogram.Of(clip, frames.FftLength, frames.HopLength);
        });
        Check.One(Config.QuickThrowOnFailure.WithReplay(1, 1).WithMaxTest(50), holds);
    }

    [Theory]
    [InlineData(256, 4)]
    [InlineData(512, 8)]
    [InlineData(1024, 16)]
    public void The_energy_of_all_frames_is_that_of_the_clip(int fftLength, int framesPerFrame)
    {
        var sound = Signals.Noise(5001, seed: fftLength).Channel(0);
        var samples = new float[sound.Length + 2 * fftLength]; // silent at the ends, where fewer frames overlap
        sound.CopyTo(samples.AsSpan(fftLength));
        var spectrogram = ComplexSpectrogram.Of(new(Rate, samples), fftLength, fftLength / framesPerFrame,
            TestContext.Current.CancellationToken);
        var energy = Cells(spectrogram).Sum(at =>
            (at.Bin == 0 || at.Bin == fftLength / 2 ? 1 : 2) * Math.Pow(spectrogram[at.Bin, at.Frame].Magnitude, 2)) / fftLength;
        var expected = samples.Sum(s => (double)s * s) * 3 / 8 * framesPerFrame; // Parseval; 3/8 is the mean of the squared Hann window
        Assert.Equal(expected, energy, 1e-5 * expected); // float32
    }

    [Fact]
    public void A_clip_delayed_by_a_hop_has_its_frames_one_later()
    {
        var samples = Signals.Noise(3000, seed: 9).Channel(0).ToArray();
        var (early, late) =
            (ComplexSpectrogram.Of(new(Rate, samples), 256, 60), ComplexSpectrogram.Of(new(Rate, [.. new float[60], .. samples]), 256, 60));
        Assert.Equal(early.FrameCount + 1, late.FrameCount);
        Assert.All(Cells(early), at => Assert.Equal(early[at.Bin, at.Frame], late[at.Bin, at.Frame + 1]));
    }

    [Theory]
    [InlineData(1, 64, 16)]
    [InlineData(1, 2048, 512)]
    [InlineData(700, 2048, 2048)] // no overlap: the window is 0 where frames meet
    [InlineData(5000, 64, 64)]
    public void Short_and_silent_clips_and_all_lengths_stay_finite(int sampleCount, int fftLength, int hopLength)
    {
        foreach (var clip in new[] { Signals.Noise(sampleCount, seed: 1), new AudioClip(Rate, new float[sampleCount]) })
        {
            var spectrogram = ComplexSpectrogram.Of(clip, fftLength, hopLength, TestContext.Current.CancellationToken);
            Assert.Equal(1 + sampleCount / hopLength, spectrogram.FrameCount);
            foreach (var length in new[] { 0, 1, sampleCount, sampleCount + 3 * fftLength })
            {
                var back = spectrogram.ToClip(length, TestContext.Current.CancellationToken).Channel(0).ToArray();
                Assert.Equal(length, back.Length);
                Assert.All(back, sample => Assert.True(float.IsFinite(sample)));
                Assert.All(back.Skip(sampleCount + fftLength), sample => Assert.Equal(0, sample)); // covered by no frame
            }
        }
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        var clip = Signals.Noise(500, seed: 1);
        var frames = Assert.Throws<InvalidSpecException>(() => ComplexSpectrogram.Of(clip, 1000, 0));
        Assert.Contains("FFT length 1000 must be a power of two", frames.Message, StringComparison.Ordinal);
        Assert.Contains("Hop length 0 must be 1 to the FFT length", frames.Message, StringComparison.Ordinal);
        Assert.StartsWith("Sample 0 is NaN",
            Assert.Throws<WorkbenchException>(() => ComplexSpectrogram.Of(new(Rate, [float.NaN]))).Message, StringComparison.Ordinal);
        var spectrogram = ComplexSpectrogram.Of(clip, 64, 16, TestContext.Current.CancellationToken);
        Assert.StartsWith("Sample count -1 must be >= 0; leave it out for 496",
            Assert.Throws<WorkbenchException>(() => spectrogram.ToClip(-1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => spectrogram[33, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => spectrogram[0, 32]);
        Assert.Throws<OperationCanceledException>(() => ComplexSpectrogram.Of(clip, token: new(canceled: true)));
        Assert.Throws<OperationCanceledException>(() => spectrogram.ToClip(token: new(canceled: true)));
    }

    private static Gen<(int FftLength, int HopLength, int SampleCount, int Seed)> Frames(int largestHop) =>
        from fftLength in Gen.Elements(64, 128, 256, 1024)
        from hopLength in Gen.Choose(1, fftLength / largestHop)
        from sampleCount in Gen.Choose(1, Math.Min(5000, 300 * hopLength))
        from seed in Gen.Choose(0, 1000)
        select (fftLength, hopLength, sampleCount, seed);

    private static IEnumerable<(int Bin, int Frame)> Cells(ComplexSpectrogram spectrogram) =>
        from frame in Enumerable.Range(0, spectrogram.FrameCount)
        from bin in Enumerable.Range(0, spectrogram.BinCount)
        select (bin, frame);

    private static double Distance(AudioClip a, AudioClip b, int sampleCount) =>
        Enumerable.Range(0, sampleCount).Select(i => Math.Abs((double)a.Channel(0)[i] - b.Channel(0)[i])).DefaultIfEmpty(0).Max();
}
