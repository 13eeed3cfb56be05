namespace Workbench.Demo;

/// <summary>How a genre is recorded and mixed.</summary>
/// <param name="Reverb">Level of the room relative to the direct sound.</param>
/// <param name="RoomSeconds">Time in which the room falls silent.</param>
/// <param name="Duck">How far everything makes way for the bass drum, 0 to 1.</param>
/// <param name="DriveDb">How hard the mix is driven into the tape.</param>
/// <param name="BassDb">Lift below 150 Hz.</param>
/// <param name="TrebleDb">Lift above 3 kHz.</param>
/// <param name="LevelDb">Loudness relative to the others.</param>
/// <param name="HissDb">Noise relative to the music.</param>
internal sealed record Production(Interval Reverb, double RoomSeconds, double Duck = 0, double DriveDb = 0, double BassDb = 0,
    double TrebleDb = 0, double LevelDb = 0, double HissDb = -60);
