namespace Workbench.Models;

/// <summary>How much of the input image one value of a layer depends on, zeros around the image included.</summary>
/// <param name="Input">The image.</param>
/// <param name="Height">Rows of it.</param>
/// <param name="Width">Columns of it.</param>
/// <param name="Step">Rows and columns of the input from one value to the next.</param>
internal sealed record ReceptiveField(ImageShape Input, int Height, int Width, int Step)
{
    /// <summary>Of the input itself.</summary>
    public static ReceptiveField Of(ImageShape input) => new(input, 1, 1, 1);

    /// <summary>After one more layer, other than a <see cref="Residual"/>.</summary>
    public ReceptiveField After(LayerSpec layer) => layer switch
    {
        Conv2d spec => Grow(spec.KernelSize, spec.Stride),
        Pool2d spec => Grow(spec.Size, spec.Step),
        GlobalPool or Flatten => this with { Height = Math.Max(Height, Input.Height), Width = Math.Max(Width, Input.Width) },
        _ => this,
    };

    /// <summary>Of a sum of two layers.</summary>
    public ReceptiveField Or(ReceptiveField other) =>
        this with { Height = Math.Max(Height, other.Height), Width = Math.Max(Width, other.Width) };

    /// <summary>The columns and the rows, in a spectrogram frames x bands: for instance <c>7 x 7</c>.</summary>
    public override string ToString() => $"{Width} x {Height}";

    private ReceptiveField Grow(int size, int stride) =>
        this with { Height = Height + (size - 1) * Step, Width = Width + (size - 1) * Step, Step = Step * stride };
}
