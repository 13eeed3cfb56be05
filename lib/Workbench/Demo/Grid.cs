namespace Workbench.Demo;

/// <summary>Where the sixteenths of a track lie in time.</summary>
/// <param name="Tempo">Beats a minute.</param>
/// <param name="BeatsPerBar">3 or 4.</param>
/// <param name="Swing">0: even; 1: the second half of every beat is half as long as the first.</param>
internal readonly record struct Grid(double Tempo, int BeatsPerBar, double Swing)
{
    /// <summary>Sixteenths a bar.</summary>
    public int StepsPerBar => 4 * BeatsPerBar;

    /// <summary>The bars that a time touches.</summary>
    public int Bars(double seconds) => (int)Math.Ceiling(seconds * Tempo / 60 / BeatsPerBar);

    /// <summary>When a sixteenth begins, in seconds.</summary>
    public double Time(int step)
    {
        var beat = step / 4;
        var place = step % 4 / 4.0;
        var half = 0.5 + Swing / 6; // 2/3 of a beat at full swing
        var swung = place < 0.5 ? place * 2 * half : half + (place - 0.5) * 2 * (1 - half);
        return (beat + swung) * 60 / Tempo;
    }
}
