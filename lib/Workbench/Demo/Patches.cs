using Workbench.Demo.Effects;
using Workbench.Demo.Instruments;

namespace Workbench.Demo;

/// <summary>The instruments in the studio.</summary>
internal static class Patches
{
    private static readonly Envelope Held = new(0.01, 1, 1, 0.05);
    private static readonly Envelope Slow = new(0.7, 1, 1, 0.5);
    private static readonly Envelope Sung = new(0.04, 0.3, 0.7f, 0.04);

    // Guitars
    public static Patch CleanGuitar { get; } = new(new PluckedString(0.85, 2.5), new Tone(4500), new Chorus(0.7, 3));
    public static Patch CrunchGuitar { get; } = new(new PluckedString(0.9, 3), new Distortion(14, 4200));
    public static Patch HeavyGuitar { get; } = new(new PluckedString(0.9, 4), new Distortion(26, 3600));
    public static Patch FuzzGuitar { get; } = new(new PluckedString(0.95, 3), new Distortion(34, 5200));
    public static Patch LeadGuitar { get; } = new(new PluckedString(0.95, 6, 0.1), new Distortion(24, 4000), new Echo(0.33, 0.3, 0.3));
    public static Patch SteelGuitar { get; } = new(new PluckedString(0.95, 4));
    public static Patch NylonGuitar { get; } = new(new PluckedString(0.55, 2.5, 0.3));
    public static Patch JazzGuitar { get; } = new(new PluckedString(0.6, 2, 0.35), new Tone(1800));
    public static Patch Banjo { get; } = new(new PluckedString(0.9, 0.8, 0.08));

    // Basses
    public static Patch PickedBass { get; } = new(new PluckedString(0.75, 4, 0.1), new Tone(2200));
    public static Patch OverdrivenBass { get; } = new(new PluckedString(0.8, 4, 0.1), new Distortion(14, 2600));
    public static Patch UprightBass { get; } = new(new PluckedString(0.3, 1.4, 0.3), new Tone(1000));
    public static Patch SubBass { get; } = new(new FmKeys(1, 0.08, new(0.004, 0.6, 0.3f, 0.08)));
    public static Patch AcidBass { get; } = new(new Synth(false, 1, 0, 180, 3.2, 0.75, new(0.003, 0.14, 0.15f, 0.03)));
    public static Patch SquareBass { get; } = new(new Synth(true, 1, 0, 300, 1.5, 0.3, new(0.003, 0.3, 0.5f, 0.03)));
    public static Patch Cello { get; } = new(new Bowed(1, 1500, new(0.08, 1, 0.9f, 0.12)));

    // Keys
    public static Patch Piano { get; } = new(new Struck(Struck.StringPartials(9, 0.0004), 1, 0.9));
    public static Patch DustyPiano { get; } = new(new Struck(Struck.StringPartials(5, 0.0008), 1.4, 0.5),
        new Chorus(2.2, 1.2), new Tone(1900));
    public static Patch ElectricPiano { get; } = new(new FmKeys(1, 0.22, new(0.004, 0.7, 0.1f, 0.08)), new Chorus(0.9, 2));
    public static Patch GlassKeys { get; } = new(new FmKeys(3.5, 0.3, new(0.003, 0.9, 0, 0.6)), new Echo(0.41, 0.5, 0.4));
    public static Patch Vibraphone { get; } = new(new Struck([1, 3.93, 9.2], 1.2, 1.1), new Chorus(5, 0.4));
    public static Patch Bell { get; } = new(new Struck([0.5, 1, 1.19, 1.56, 2, 2.51, 2.66, 3.01], 0.5, 1.6), new Echo(0.5, 0.4, 0.3));
    public static Patch Organ { get; } = new(new Organ([1, 0.9f, 0.6f, 0.5f, 0, 0.3f, 0, 0.3f], Held), new Chorus(6.2, 0.6));
    public static Patch Accordion { get; } = new(new Synth(true, 2, 9, 2400, 0.6, 0.1, new(0.06, 1, 1, 0.05)));

    // Synthesizers
    public static Patch SawStab { get; } = new(new Synth(false, 5, 14, 500, 3, 0.25, new(0.003, 0.18, 0.1f, 0.08)));
    public static Patch SynthPluck { get; } = new(new Synth(true, 2, 6, 350, 3, 0.45, new(0.002, 0.1, 0, 0.08)),
        new Echo(0.36, 0.45, 0.35));
    public static Patch SawLead { get; } = new(new Synth(false, 3, 10, 900, 2, 0.4, new(0.006, 0.3, 0.6f, 0.08)), new Echo(0.3, 0.4, 0.3));
    public static Patch SquareLead { get; } = new(new Synth(true, 1, 0, 1100, 1.5, 0.2, new(0.005, 0.25, 0.5f, 0.05)));
    public static Patch WarmPad { get; } = new(new Synth(false, 4, 12, 400, 1.3, 0.1, Slow), new Chorus(0.4, 5));
    public static Patch GlassPad { get; } = new(new Organ([1, 0.1f, 0.4f, 0, 0.15f, 0, 0, 0.12f], Slow), new Chorus(0.25, 8));

    // Strings and winds
    public static Patch Violin { get; } = new(new Bowed(1, 3600, new(0.06, 1, 0.9f, 0.08)));
    public static Patch Fiddle { get; } = new(new Bowed(1, 4600, new(0.02, 0.4, 0.7f, 0.04)));
    public static Patch Strings { get; } = new(new Bowed(3, 2600, new(0.2, 1, 1, 0.2)));
    public static Patch Flute { get; } = new(new Wind(900, 0.8, false, 0.25f, new(0.05, 0.5, 0.85f, 0.06)));
    public static Patch Clarinet { get; } = new(new Wind(1100, 0.7, true, 0.05f, new(0.04, 0.5, 0.85f, 0.05)));
    public static Patch Saxophone { get; } = new(new Wind(700, 2.4, false, 0.12f, new(0.03, 0.25, 0.75f, 0.05)));
    public static Patch MutedTrumpet { get; } = new(new Wind(1300, 1.8, true, 0.08f, new(0.02, 0.2, 0.7f, 0.04)));

    // Voices
    public static Patch Singer { get; } = new(new Voice(0, 0.04f, Sung));
    public static Patch SoftSinger { get; } = new(new Voice(0, 0.12f, new(0.09, 0.5, 0.8f, 0.1)));
    public static Patch Shouter { get; } = new(new Voice(0.3, 0.3f, Sung), new Distortion(10, 5000));
    public static Patch Rapper { get; } = new(new Voice(1, 0.15f, new(0.015, 0.09, 0.3f, 0.02)));
    public static Patch Choir { get; } = new(new Voice(0, 0.08f, new(0.5, 1, 1, 0.5)), new Chorus(0.5, 6));

    // Drums
    public static DrumKit RockKit { get; } = new(58, 0.11, 190, 0.1, 5200, 0);
    public static DrumKit StadiumKit { get; } = new(50, 0.16, 170, 0.17, 4600, 0.1f);
    public static DrumKit TightKit { get; } = new(66, 0.07, 230, 0.07, 6000, 0);
    public static DrumKit Brushes { get; } = new(62, 0.09, 200, 0.05, 4200, 0);
    public static DrumKit DustyKit { get; } = new(60, 0.12, 175, 0.09, 3600, 0.2f);
    public static DrumKit BoomKit { get; } = new(44, 0.32, 205, 0.08, 6800, 1);
    public static DrumKit ClubKit { get; } = new(50, 0.15, 220, 0.09, 6400, 0.9f);
}
