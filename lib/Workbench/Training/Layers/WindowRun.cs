namespace Workbench.Training.Layers;

/// <summary>Windows side by side.</summary>
/// <param name="Output">Row of the output that the first window becomes; the next window becomes the next row.</param>
/// <param name="Count">Number of windows.</param>
/// <param name="Input">Row of the input where the first window begins.</param>
/// <param name="Step">Rows of the input from one window to the next.</param>
internal readonly record struct WindowRun(int Output, int Count, int Input, int Step);
