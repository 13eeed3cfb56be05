namespace Workbench.Augmentation.Stretching;

/// <summary>A complex number in single precision.</summary>
internal readonly record struct Complex32(float Re, float Im)
{
    public static Complex32 One => new(1, 0);

    public static Complex32 operator *(Complex32 a, Complex32 b) => new(a.Re * b.Re - a.Im * b.Im, a.Re * b.Im + a.Im * b.Re);

    public float SquaredMagnitude => Re * Re + Im * Im;

    public Complex32 Conjugate => new(Re, -Im);

    /// <summary>The number of magnitude 1 in the same direction; 1 where there is none.</summary>
    public Complex32 Unit => SquaredMagnitude is > 0 and var square && 1 / MathF.Sqrt(square) is var scale && float.IsFinite(scale)
        ? new(Re * scale, Im * scale)
        : One;
}
