namespace Workbench.Demo;

/// <summary>Writes a score in a style, as an artist would.</summary>
internal sealed class Composer(Style style, ArtistProfile artist, double seconds, Random rng)
{
    private const double RestChance = 0.25; // how often bass or lead wait for the second bar

    private readonly Grid grid = new(
        style.Rhythm.Tempo.Draw(rng) * artist.TempoFactor,
        artist.Choose(Trait.Rhythm, style.Rhythm.Metres, rng),
        style.Rhythm.Swing);

    private readonly Tonality tonality = new(
        rng.Chance(0.6) ? artist.Tonic : rng.Next(12),
        artist.Choose(Trait.Harmony, style.Harmony.Scales, rng),
        rng.Pick(style.Harmony.Progressions),
        artist.Choose(Trait.Harmony, style.Harmony.Voicings, rng),
        style.Harmony.BarsPerChord);

    /// <summary>Writes the score.</summary>
    public Score Compose()
    {
        var parts = new List<ScorePart>();
        if (rng.Chance(style.Bass.Chance))
            parts.Add(Accompany(Trait.Bass, style.Bass));
        if (rng.Chance(style.Pad.Chance))
            parts.Add(Accompany(Trait.Pad, style.Pad));
        if (rng.Chance(style.Lead.Chance))
            parts.Add(Sing());
        if (rng.Chance(style.Chords.Chance) || !parts.Exists(part => part.Trait is Trait.Pad))
            parts.Add(Accompany(Trait.Chords, style.Chords)); // something always carries the harmony
        return new(seconds, parts, Percussion(),
            style.Rhythm.Kits.Length > 0 ? artist.Choose(Trait.Rhythm, style.Rhythm.Kits, rng) : Patches.Brushes);
    }

    private List<DrumHit> Percussion()
    {
        var hits = new List<DrumHit>();
        if (!rng.Chance(style.Rhythm.DrumChance))
            return hits;
        var beat = artist.Choose(Trait.Rhythm, style.Rhythm.Beats, rng);
        for (var bar = 0; bar < grid.Bars(seconds); bar++)
        {
            if (bar % 4 == 0 && rng.Chance(style.Rhythm.CrashChance))
                hits.Add(new(grid.Time(bar * grid.StepsPerBar), Drum.Crash, 0.7f));
            var fill = bar % 4 == 3 && rng.Chance(0.5) ? grid.StepsPerBar - 4 : grid.StepsPerBar;
            foreach (var (drum, steps) in beat.Lines)
                for (var step = 0; step < fill; step++)
                    if (steps[step] is not '.')
                        hits.Add(Strike(bar, step, drum, steps[step] switch { 'X' => 1f, 'x' => 0.75f, _ => 0.35f }));
            for (var step = fill; step < grid.StepsPerBar; step++)
                hits.Add(Strike(bar, step, Drum.Snare, 0.5f + 0.1f * (step - fill)));
        }
        return hits;
    }

    private DrumHit Strike(int bar, int step, Drum drum, float velocity) =>
        new(Time(bar * grid.StepsPerBar + step), drum, velocity * (0.9f + 0.2f * rng.NextSingle()));

    private ScorePart Accompany(Trait trait, Accompaniment part)
    {
        var figure = artist.Choose(trait, part.Figures, rng);
        var notes = new List<Note>();
        for (var bar = trait is Trait.Bass ? Entry() : 0; bar < grid.Bars(seconds); bar++)
            for (var step = 0; step < grid.StepsPerBar; step++)
                if (figure[step] is not ('.' or '-'))
                    Play(bar, step, figure, part.Register, notes);
        return new(trait, artist.Choose(trait, part.Patches, rng), notes);
    }

    private void Play(int bar, int step, string figure, double register, List<Note> notes)
    {
        var end = step + 1;
        while (end < grid.StepsPerBar && figure[end] is '-')
            end++;
        var first = bar * grid.StepsPerBar;
        var start = Time(first + step);
        var length = grid.Time(first + end) - grid.Time(first + step);
        var symbol = figure[step];
        var velocity = (symbol is 'o' ? 0.45f : 0.8f) * (0.85f + 0.3f * rng.NextSingle());
        int[] tones = char.IsAsciiDigit(symbol) ? [symbol - '1'] : tonality.Voicing;
        for (var i = 0; i < tones.Length; i++)
        {
            var strum = tones.Length > 3 ? 0.012 * i : 0.002 * i; // wide chords are rolled
            notes.Add(new(start + strum, length, tonality.Pitch(bar, tones[i], register), Math.Min(1, velocity)));
        }
    }

    /// <summary>A motif of two bars, relative to the chords, that comes back until it is replaced.</summary>
    private ScorePart Sing()
    {
        var notes = new List<Note>();
        var motif = Motif();
        for (var bar = Entry(); bar < grid.Bars(seconds); bar += 2)
        {
            if (rng.Chance(0.35))
                motif = Motif();
            for (var i = 0; i < motif.Count; i++)
            {
                var (step, height) = motif[i];
                var next = i + 1 < motif.Count ? motif[i + 1].Step : 2 * grid.StepsPerBar;
                var first = bar * grid.StepsPerBar;
                var length = style.Lead.Legato * (grid.Time(first + next) - grid.Time(first + step));
                var pitch = tonality.Pitch(bar + step / grid.StepsPerBar, height, style.Lead.Register);
                notes.Add(new(Time(first + step), Math.Min(length, 3), pitch, 0.6f + 0.35f * rng.NextSingle()));
            }
        }
        return new(Trait.Lead, artist.Choose(Trait.Lead, style.Lead.Patches, rng), notes);
    }

    /// <summary>Onsets by chance, strong places more likely; heights by a random walk that is drawn home.</summary>
    private List<(int Step, int Height)> Motif()
    {
        var motif = new List<(int, int)>();
        var height = 2.0 * rng.Next(3);
        for (var step = 0; step < 2 * grid.StepsPerBar; step++)
        {
            var chance = (step % 4) switch { 0 => style.Lead.OnBeat, 2 => style.Lead.OffBeat, _ => style.Lead.Between };
            if (step > 0 && !rng.Chance(chance))
                continue;
            height = 0.85 * height + style.Lead.Leap * rng.Normal() + 0.3;
            var nearest = (int)Math.Round(height);
            motif.Add((step, step % 4 == 0 ? 2 * (nearest / 2) : nearest)); // chord tones on the beat
        }
        return motif;
    }

    private int Entry() => rng.Chance(RestChance) ? 1 : 0;

    private double Time(int step) => Math.Max(0, grid.Time(step) + artist.Looseness * rng.Normal());
}
