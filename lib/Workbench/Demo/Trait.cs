namespace Workbench.Demo;

/// <summary>What the style of a track consists of. Labels, borrowings and an artist's taste each decide some of them.</summary>
internal enum Trait
{
    /// <summary>Tempo, metre, swing and drums.</summary>
    Rhythm,

    /// <summary>Scale, progression and voicing.</summary>
    Harmony,

    /// <summary>The bass.</summary>
    Bass,

    /// <summary>What accompanies: guitar, piano, stabs.</summary>
    Chords,

    /// <summary>What is held behind: strings, organ.</summary>
    Pad,

    /// <summary>The melody.</summary>
    Lead,

    /// <summary>Room, echo, pumping, hiss and loudness.</summary>
    Production,
}
