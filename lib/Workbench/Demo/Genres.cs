using static Workbench.Demo.Harmony;
using static Workbench.Demo.Patches;

namespace Workbench.Demo;

/// <summary>The eight genres, as data. Figures and beats: see <see cref="Accompaniment"/> and <see cref="Beat"/>.</summary>
internal static class Genres
{
    public static Genre Ambient { get; } = new("Ambient", new(
        new(new(56, 84), [4], Swing: 0, DrumChance: 0.15, DrumsDb: -8, CrashChance: 0,
            [Beat.Heartbeat, Beat.HalfTime], [BoomKit, DustyKit]),
        new([Lydian, Dorian, Major], ["14", "16", "1", "41"], [Wide, Seventh], BarsPerChord: 2),
        Bass: new(0.5, 36, [SubBass, Cello], "1---------------"),
        Chords: new(0.6, 62, [GlassKeys, Bell, ElectricPiano, CleanGuitar], "1.....5.....9...", "x---------------", "1.......8.....5."),
        Pad: new(1, 60, [WarmPad, GlassPad, Choir], "x---------------"),
        Lead: new(0.4, 74, [GlassKeys, Flute, Bell], OnBeat: 0.2, OffBeat: 0.06, Between: 0, Legato: 1, Leap: 2.5),
        new(new(0.6, 1), RoomSeconds: 3.2, TrebleDb: -4, LevelDb: -4, HissDb: -48)));

    public static Genre Classical { get; } = new("Classical", new(
        new(new(66, 132), [3, 4], Swing: 0, DrumChance: 0, DrumsDb: -6, CrashChance: 0, [], []),
        new([Major, HarmonicMinor], ["1451", "1625", "1415", "1564"], [Triad]),
        Bass: new(0.8, 43, [Cello], "1-------5-------", "1---5---3---5---", "1---------------"),
        Chords: new(0.8, 62, [Piano, NylonGuitar, Strings], "1.5.3.5.1.5.3.5.", "1.3.5.8.5.3.1.3.", "x...x...x...x...", "x-------x-------"),
        Pad: new(0.5, 62, [Strings], "x---------------", "x-------x-------"),
        Lead: new(0.9, 74, [Violin, Flute, Piano, Clarinet], OnBeat: 0.75, OffBeat: 0.45, Between: 0.2, Legato: 0.95, Leap: 1.5),
        new(new(0.3, 0.55), RoomSeconds: 2.1, BassDb: -1, LevelDb: -5)));

    public static Genre Electronic { get; } = new("Electronic", new(
        new(new(116, 138), [4], Swing: 0, DrumChance: 1, DrumsDb: 0, CrashChance: 0.1,
            [Beat.FourOnTheFloor, Beat.Techno, Beat.Breaks], [ClubKit, BoomKit]),
        new([Minor, Dorian], ["1", "16", "1675", "14"], [Seventh, Triad]),
        Bass: new(0.95, 38, [AcidBass, SquareBass, SubBass], "..1...1...1...1.", "1.1.8.1.1.8.1.7.", "1..1..1.1..1..8."),
        Chords: new(0.9, 62, [SawStab, SynthPluck], "x..x..x...x..x..", "..x...x...x...x.", "1.5.8.5.1.5.9.5."),
        Pad: new(0.5, 60, [WarmPad, GlassPad], "x---------------"),
        Lead: new(0.45, 72, [SawLead, SquareLead, SynthPluck, GlassKeys], OnBeat: 0.45, OffBeat: 0.45, Between: 0.25, Legato: 0.6),
        new(new(0.12, 0.3), RoomSeconds: 1.6, Duck: 0.7, DriveDb: 3, BassDb: 4, TrebleDb: 2, LevelDb: 2)));

    public static Genre Folk { get; } = new("Folk", new(
        new(new(84, 136), [3, 4, 4], Swing: 0.15, DrumChance: 0.3, DrumsDb: -7, CrashChance: 0,
            [Beat.Train, Beat.Stomp, Beat.Swept], [Brushes]),
        new([Major, Dorian, Mixolydian], ["1415", "1541", "1645", "1141"], [Strummed]),
        Bass: new(0.45, 41, [UprightBass], "1.......5.......", "1---....5---...."),
        Chords: new(1, 52, [SteelGuitar, NylonGuitar, SteelGuitar, Banjo], "1.5.8.5.3.5.8.5.", "x...x.o.x.o.x.o.",
            "1...x...5...x...", "1.8.5.9.3.8.5.8."),
        Pad: new(0.25, 62, [Accordion, Strings], "x---------------"),
        Lead: new(0.85, 67, [SoftSinger, Fiddle, Singer], OnBeat: 0.65, OffBeat: 0.4, Between: 0.03),
        new(new(0.1, 0.25), RoomSeconds: 1.0, BassDb: -2, LevelDb: -2, HissDb: -54)));

    public static Genre HipHop { get; } = new("Hip-Hop", new(
        new(new(76, 100), [4], Swing: 0.45, DrumChance: 1, DrumsDb: 0, CrashChance: 0,
            [Beat.BoomBap, Beat.Trap, Beat.HeadNod], [BoomKit, DustyKit]),
        new([Minor, Dorian], ["1", "14", "16", "1116"], [Seventh, Rootless]),
        Bass: new(1, 36, [SubBass, UprightBass, SquareBass], "1-----..1-......", "1..1......1.....", "1-------..5-1-.."),
        Chords: new(0.9, 60, [ElectricPiano, DustyPiano, JazzGuitar, Vibraphone], "x-----....x-....",
            "x---------------", "1.5.9.....8.5..."),
        Pad: new(0.2, 64, [Strings, WarmPad], "x---------------"),
        Lead: new(0.9, 50, [Rapper], OnBeat: 0.85, OffBeat: 0.8, Between: 0.6, Legato: 0.85, Leap: 0.7),
        new(new(0.05, 0.15), RoomSeconds: 0.7, Duck: 0.3, DriveDb: 3, BassDb: 5, TrebleDb: -1, LevelDb: 1, HissDb: -46)));

    public static Genre Jazz { get; } = new("Jazz", new(
        new(new(104, 200), [4, 4, 3], Swing: 1, DrumChance: 0.85, DrumsDb: -7, CrashChance: 0.1,
            [Beat.Swing, Beat.Swing, Beat.BossaNova, Beat.Swept], [Brushes]),
        new([Major, Dorian, Mixolydian], ["2516", "1625", "2511", "14"], [Rootless, Seventh]),
        Bass: new(0.95, 40, [UprightBass], "1...3...5...6...", "1...5...8...7...", "1...2...3...5..."),
        Chords: new(0.9, 60, [Piano, JazzGuitar, Vibraphone], "..x.....x.......", "x.....x.....x...",
            "......x.......x.", "x...x...x...x..."),
        Pad: new(0.05, 62, [Organ], "x---------------"),
        Lead: new(0.95, 68, [Saxophone, MutedTrumpet, Piano, Clarinet, JazzGuitar], OnBeat: 0.7, OffBeat: 0.75, Between: 0.1,
            Legato: 0.85, Leap: 2.2),
        new(new(0.12, 0.3), RoomSeconds: 1.1, TrebleDb: -1, LevelDb: -3, HissDb: -52)));

    public static Genre Punk { get; } = new("Punk", new(
        new(new(164, 212), [4], Swing: 0, DrumChance: 1, DrumsDb: -1, CrashChance: 0.5,
            [Beat.TwoBeat, Beat.DBeat, Beat.Backbeat], [TightKit, RockKit]),
        new([Major, Mixolydian], ["1454", "1564", "1455", "1634"], [Power]),
        Bass: new(1, 38, [OverdrivenBass, PickedBass], "1.1.1.1.1.1.1.1."),
        Chords: new(1, 50, [FuzzGuitar, HeavyGuitar], "x.x.x.x.x.x.x.x.", "xxxxxxxxxxxxxxxx", "x-x.x-x.x-x.x.x."),
        Pad: new(0, 60, [Organ], "x---------------"),
        Lead: new(0.85, 60, [Shouter], OnBeat: 0.8, OffBeat: 0.45, Between: 0, Legato: 0.8, Leap: 1),
        new(new(0.02, 0.1), RoomSeconds: 0.6, DriveDb: 6, BassDb: -2, TrebleDb: 3, LevelDb: 3, HissDb: -46)));

    public static Genre Rock { get; } = new("Rock", new(
        new(new(96, 160), [4], Swing: 0, DrumChance: 1, DrumsDb: -1, CrashChance: 0.4,
            [Beat.Backbeat, Beat.Driving, Beat.HalfTime, Beat.TomTom], [RockKit, StadiumKit]),
        new([Mixolydian, Minor, Major], ["1474", "1647", "1564", "6415"], [Power, Triad, Strummed]),
        Bass: new(1, 38, [PickedBass, OverdrivenBass], "1.1.1.1.1.1.1.1.", "1-....1.1-..5-..", "1---..1.1---8-5-"),
        Chords: new(1, 50, [CrunchGuitar, HeavyGuitar, CleanGuitar], "x-x.x-x.x-x.x-x.", "x-----x-x---x---",
            "x---------------", "1.5.8.5.1.5.8.5."),
        Pad: new(0.2, 62, [Organ, Strings], "x---------------"),
        Lead: new(0.8, 64, [Singer, LeadGuitar, Singer], OnBeat: 0.6, OffBeat: 0.4, Between: 0.05),
        new(new(0.1, 0.25), RoomSeconds: 1.2, DriveDb: 4, BassDb: 1, TrebleDb: 1, LevelDb: 2)));

    /// <summary>All of them, in ordinal order.</summary>
    public static IReadOnlyList<Genre> All { get; } = [Ambient, Classical, Electronic, Folk, HipHop, Jazz, Punk, Rock];
}
