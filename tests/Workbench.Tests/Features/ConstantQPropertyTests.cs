using FsCheck;
using FsCheck.Fluent;
using Workbench.Audio;
using Workbench.Features;

namespace Workbench.Tests.Features;

/// <summary>What must hold for any music, with the tuning fixed: it is estimated from a spectrum that knows no octaves.</summary>
public class ConstantQPropertyTests
{
    private const int Rate = 22_050;
    private const int Hop = 512;

    private static readonly Config Quick = Config.QuickThrowOnFailure.WithReplay(1, 1).WithMaxTest(20);

    /// <summary>One to four notes of the two octaves from C3 on, in semitones above C1.</summary>
    private static readonly Gen<int[]> Chords =
        from count in Gen.Choose(1, 4)
        from notes in Gen.ArrayOf(Gen.Choose(24, 47), count)
        select notes.Distinct().ToArray();

    private static readonly Gen<int> BinsPerOctave = Gen.Elements(12, 24, 36);

    [Fact]
    public void Chroma_is_the_same_an_octave_higher() =>
        Check.One(Quick, Prop.ForAll(Arb.From(Chords), Arb.From(BinsPerOctave), (chord, bins) =>
            // The filters of notes a semitone apart meet in different phases.
            Agree(Middle(Chroma(bins), Notes(chord)), Middle(Chroma(bins), Notes(chord, transpose: 12)), 0.02)));

    [Fact]
    public void Chroma_moves_by_a_class_with_a_semitone() =>
        Check.One(Quick, Prop.ForAll(Arb.From(Chords), Arb.From(BinsPerOctave), (chord, bins) =>
        {
            var (low, high) = (Middle(Chroma(bins), Notes(chord)), Middle(Chroma(bins), Notes(chord, transpose: 1)));
            return Agree([low[^1], .. low[..^1]], high, 0.02);
        }));

    [Fact]
    public void A_single_note_is_its_pitch_class() =>
        Check.One(Quick, Prop.ForAll(Arb.From(Gen.Choose(12, 71)), Arb.From(BinsPerOctave), (note, bins) =>
            Middle(Chroma(bins), Notes([note])).Index().MaxBy(c => c.Item).Index == note % 12));

    [Fact]
    public void Loudness_leaves_chroma_cens_and_tonnetz_as_they_are() =>
        Check.One(Quick, Prop.ForAll(Arb.From(Gen.Choose(1, 1000)), Arb.From(Gen.Choose(-8, 3)), (seed, power) =>
        {
            var noise = Noise(20_000, seed);
            var gain = MathF.Pow(2, power); // a power of two: not a digit changes
            return new Feature[] { Chroma(36), new ChromaCens { Tuning = 0 }, new Tonnetz { Tuning = 0 } }.All(feature =>
                Agree(Middle(feature, noise), Middle(feature, [.. noise.Select(x => gain * x)]), 0));
        }));

    [Fact]
    public void Magnitudes_grow_with_loudness() =>
        Check.One(Quick, Prop.ForAll(Arb.From(Gen.Choose(1, 1000)), Arb.From(Modes), (seed, mode) =>
        {
            ConstantQ feature = new(60, 12, 4 * ConstantQ.C1) { Mode = mode, Tuning = 0 };
            var noise = Noise(20_000, seed);
            return Agree([.. Middle(feature, noise).Select(x => 3 * x)], Middle(feature, [.. noise.Select(x => 3 * x)]), 1e-4); // float32
        }));

    [Fact]
    public void A_shift_by_hops_shifts_the_frames() =>
        Check.One(Quick, Prop.ForAll(Arb.From(Gen.Choose(1, 1000)), Arb.From(Gen.Choose(1, 40)), Arb.From(Modes), (seed, hops, mode) =>
        {
            ConstantQ feature = new(60, 12, 4 * ConstantQ.C1) { Mode = mode, Tuning = 0 };
            float[] noise = [.. new float[32 * Hop], .. Noise(20_000, seed)]; // room for what the halving's filters answer before the sound
            var (plain, shifted) = (Extract(feature, noise), Extract(feature, [.. new float[Hop * hops], .. noise]));
            // float32
            return Enumerable.Range(0, plain.RowCount)
                .All(frame => Agree(plain.Row(frame).ToArray(), shifted.Row(frame + hops).ToArray(), 1e-4));
        }));

    [Fact]
    public void Whatever_the_length_nothing_is_infinite_and_silence_is_zero() =>
        Check.One(Quick, Prop.ForAll(Arb.From(Gen.Choose(1, 3000)), Arb.From(Modes), (length, mode) =>
        {
            Feature[] features =
                [new ConstantQ(24, 12, 200) { Mode = mode }, new ChromaCqt(36), new ChromaCens(), new Tonnetz(24, FromCens: false)];
            return features.All(feature =>
                Values(Extract(feature, Noise(length, length))).All(float.IsFinite)
                && Values(Extract(feature, new float[length])).All(x => x == 0));
        }));

    private static Gen<ConstantQMode> Modes => Gen.Elements(Enum.GetValues<ConstantQMode>());

    private static ChromaCqt Chroma(int binsPerOctave) => new(binsPerOctave) { Tuning = 0 };

    private static FeatureMatrix Extract(Feature feature, float[] samples) =>
        new FeatureExtractor(new() { Features = [feature], Statistics = [] }).Extract(new AudioClip(Rate, [samples]));

    /// <summary>The frame in the middle.</summary>
    private static float[] Middle(Feature feature, float[] samples)
    {
        var frames = Extract(feature, samples);
        return frames.Row(frames.RowCount / 2).ToArray();
    }

    private static IEnumerable<float> Values(FeatureMatrix frames) =>
        Enumerable.Range(0, frames.RowCount).SelectMany(frame => frames.Row(frame).ToArray());

    private static bool Agree(float[] expected, float[] actual, double tolerance) =>
        expected.Length == actual.Length && expected.Zip(actual).All(pair => Math.Abs(pair.First - pair.Second) <= tolerance);

    /// <summary>Two seconds of sines of equal loudness, all of phase 0 in the middle.</summary>
    private static float[] Notes(int[] chord, int transpose = 0) =>
    [
        .. from i in Enumerable.Range(0, 2 * Rate)
           select chord.Sum(note =>
               0.2f * (float)Math.Cos(2 * Math.PI * ConstantQ.C1 * Math.Pow(2, (note + transpose) / 12.0) * (i - Rate) / Rate)),
    ];

    private static float[] Noise(int count, int seed)
    {
        Random rng = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => rng.NextSingle() - 0.5f)];
    }
}
