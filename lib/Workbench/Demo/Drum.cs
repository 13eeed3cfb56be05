namespace Workbench.Demo;

/// <summary>What a <see cref="Instruments.DrumKit"/> can strike.</summary>
internal enum Drum
{
    /// <summary>Bass drum.</summary>
    Kick,

    /// <summary>Snare drum.</summary>
    Snare,

    /// <summary>Closed hi-hat.</summary>
    Hat,

    /// <summary>Open hi-hat.</summary>
    OpenHat,

    /// <summary>Ride cymbal.</summary>
    Ride,

    /// <summary>Crash cymbal.</summary>
    Crash,

    /// <summary>Hand clap.</summary>
    Clap,

    /// <summary>Shaker, or the sweep of a brush.</summary>
    Shaker,
}
