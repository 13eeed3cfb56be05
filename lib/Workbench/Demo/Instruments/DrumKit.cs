using Workbench.Audio.Filters;

namespace Workbench.Demo.Instruments;

/// <summary>A drum kit. Every drum is synthesised once a track and then struck as often as the score asks.</summary>
/// <param name="KickHertz">Pitch that the bass drum falls to.</param>
/// <param name="KickSeconds">Time constant of the bass drum.</param>
/// <param name="SnareHertz">Pitch of the snare's head.</param>
/// <param name="SnareSeconds">Time constant of the snare's wires.</param>
/// <param name="Brightness">Lowest frequency of the cymbals, in Hz.</param>
/// <param name="Metal">0: cymbals of noise, as in an acoustic kit; 1: of squares, as in a drum machine.</param>
internal sealed record DrumKit(double KickHertz, double KickSeconds, double SnareHertz, double SnareSeconds, double Brightness, float Metal)
{
    /// <summary>Strikes every hit.</summary>
    /// <param name="hits">The strokes.</param>
    /// <param name="into">The whole track.</param>
    /// <param name="rng">For the noise in the drums.</param>
    public void Play(IEnumerable<DrumHit> hits, Span<float> into, Random rng)
    {
        var sounds = new Dictionary<Drum, float[]>();
        foreach (var hit in hits)
        {
            if (!sounds.TryGetValue(hit.Drum, out var sound))
                sounds[hit.Drum] = sound = Make(hit.Drum, rng);
            var at = Sound.Samples(hit.Start);
            for (var i = 0; i < sound.Length && at + i < into.Length; i++)
                into[at + i] += hit.Velocity * sound[i];
        }
    }

    private float[] Make(Drum drum, Random rng) => drum switch
    {
        Drum.Kick => Kick(rng),
        Drum.Snare => Snare(rng),
        Drum.Hat => Cymbal(0.035, 0.45f, Brightness, rng),
        Drum.OpenHat => Cymbal(0.16, 0.4f, Brightness, rng),
        Drum.Ride => Cymbal(0.2, 0.3f, Brightness * 0.8, rng),
        Drum.Crash => Cymbal(0.7, 0.6f, Brightness * 0.5, rng),
        Drum.Clap => Clap(rng),
        Drum.Shaker => Shaker(rng),
        _ => throw new ArgumentOutOfRangeException(nameof(drum), drum, "No such drum."),
    };

    private float[] Kick(Random rng)
    {
        var sound = Silence(6 * KickSeconds);
        var head = new Oscillator(KickHertz);
        for (var i = 0; i < sound.Length; i++)
        {
            var seconds = (double)i / Sound.SampleRate;
            head.Tune(KickHertz * (1 + 3 * Math.Exp(-seconds / 0.02)));
            var beater = 0.4f * rng.Noise() * Fade(seconds, 0.003);
            sound[i] = head.Sine() * Fade(seconds, KickSeconds) + beater;
        }
        return sound;
    }

    private float[] Snare(Random rng)
    {
        var sound = Silence(6 * SnareSeconds);
        var low = new Oscillator(SnareHertz);
        var high = new Oscillator(SnareHertz * 1.58); // the second mode of a round membrane
        var wires = Biquad<float>.HighPass(Sound.Angle(1400), Sound.FlatQ);
        for (var i = 0; i < sound.Length; i++)
        {
            var seconds = (double)i / Sound.SampleRate;
            var head = 0.5f * (low.Sine() + 0.6f * high.Sine()) * Fade(seconds, 0.05);
            sound[i] = head + 0.55f * wires.Next(rng.Noise()) * Fade(seconds, SnareSeconds);
        }
        return sound;
    }

    private float[] Cymbal(double timeConstant, float level, double lowest, Random rng)
    {
        double[] modes = [205, 304, 370, 523, 800, 1047]; // six squares that no scale contains, as in the classic drum machines
        var squares = modes.Select(hertz => new Oscillator(hertz * 2.3, rng.NextDouble())).ToArray();
        var sound = Silence(6 * timeConstant);
        var edge = Biquad<float>.HighPass(Sound.Angle(lowest), Sound.FlatQ);
        for (var i = 0; i < sound.Length; i++)
        {
            var metal = 0f;
            foreach (ref var square in squares.AsSpan())
                metal += square.Square();
            var source = Metal * 0.4f * metal + (1 - Metal) * rng.Noise();
            sound[i] = level * edge.Next(source) * Fade((double)i / Sound.SampleRate, timeConstant);
        }
        return sound;
    }

    private static float[] Clap(Random rng)
    {
        var sound = Silence(0.4);
        var hands = Biquad<float>.BandPass(Sound.Angle(1300), 1.2);
        for (var i = 0; i < sound.Length; i++)
        {
            var seconds = (double)i / Sound.SampleRate;
            var slap = seconds < 0.03 ? Fade(seconds % 0.01, 0.004) : Fade(seconds - 0.03, 0.06);
            sound[i] = 1.2f * hands.Next(rng.Noise()) * slap;
        }
        return sound;
    }

    private float[] Shaker(Random rng)
    {
        var sound = Silence(0.16);
        var grains = Biquad<float>.BandPass(Sound.Angle(Brightness * 0.8), 0.8);
        for (var i = 0; i < sound.Length; i++)
        {
            var swell = MathF.Sin(MathF.PI * i / sound.Length);
            sound[i] = 0.35f * grains.Next(rng.Noise()) * swell * swell;
        }
        return sound;
    }

    private static float[] Silence(double seconds) => new float[Sound.Samples(seconds)];

    private static float Fade(double seconds, double timeConstant) => (float)Math.Exp(-seconds / timeConstant);
}
