using System.Numerics;
using Workbench.Audio.Fourier;

namespace Workbench.Tests.Audio.Fourier;

public class RealFftTests
{
    public static TheoryData<int> Lengths => [8, 16, 32, 64, 512, 2048, 4096];

    [Theory, MemberData(nameof(Lengths))]
    public void The_spectrum_is_that_of_the_plain_transform(int length)
    {
        var frames = Noise(length);
        var spectrum = Forward(frames);
        for (var lane = 0; lane < Vector<float>.Count; lane += 3)
            for (var k = 0; k <= length / 2; k += Math.Max(1, length / 64))
            {
                var expected = Complex.Zero;
                for (var i = 0; i < length; i++)
                    expected += frames[i][lane] * Complex.FromPolarCoordinates(1, -2 * Math.PI * ((long)i * k % length) / length);
                Assert.Equal(expected.Real, spectrum[k].Re[lane], 1e-6 * length); // float32, and a spectrum of about sqrt(length)
                Assert.Equal(expected.Imaginary, spectrum[k].Im[lane], 1e-6 * length);
            }
    }

    [Theory, MemberData(nameof(Lengths))]
    public void The_inverse_gives_the_frame_back(int length)
    {
        var frames = Noise(length);
        var packed = new ComplexLanes[length / 2];
        new RealFft(length).Inverse(Forward(frames), new ComplexLanes[length / 2], packed);
        for (var i = 0; i < length / 2; i++)
            for (var lane = 0; lane < Vector<float>.Count; lane++)
            {
                Assert.Equal(frames[2 * i][lane], packed[i].Re[lane] / length, 1e-6);
                Assert.Equal(frames[2 * i + 1][lane], packed[i].Im[lane] / length, 1e-6);
            }
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Power_is_the_squared_magnitude_of_the_spectrum(int length)
    {
        var frames = Noise(length);
        var (spectrum, power) = (Forward(frames), new Vector<float>[length / 2 + 1]);
        new RealFft(length).Power(new PackedFrames(Pack(frames)), new ComplexLanes[length / 2], power);
        Assert.Equal(spectrum.Select(bin => 4 * bin.SquaredMagnitude), power);
    }

    private static ComplexLanes[] Forward(Vector<float>[] frames)
    {
        var spectrum = new ComplexLanes[frames.Length / 2 + 1];
        new RealFft(frames.Length).Forward(new PackedFrames(Pack(frames)), new ComplexLanes[frames.Length / 2], spectrum);
        return [.. spectrum.Select(bin => bin * 0.5f)];
    }

    private static ComplexLanes[] Pack(Vector<float>[] frames) =>
        [.. frames.Chunk(2).Select(pair => new ComplexLanes(pair[0], pair[1]))];

    private static Vector<float>[] Noise(int length)
    {
        Random rng = new(length);
        var lanes = new float[Vector<float>.Count];
        return [.. Enumerable.Range(0, length).Select(_ =>
        {
            foreach (ref var lane in lanes.AsSpan())
                lane = 2 * rng.NextSingle() - 1;
            return new Vector<float>(lanes);
        })];
    }
}
