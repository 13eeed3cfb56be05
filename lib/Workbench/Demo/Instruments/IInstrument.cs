namespace Workbench.Demo.Instruments;

/// <summary>Turns notes into sound.</summary>
internal interface IInstrument
{
    /// <summary>Adds one note.</summary>
    /// <param name="note">Pitch, length and velocity; its start is where <paramref name="into"/> begins.</param>
    /// <param name="into">From the note's start to the end of the track.</param>
    /// <param name="rng">For what differs between two notes alike: pick noise, breath, phases.</param>
    void Play(Note note, Span<float> into, Random rng);
}
