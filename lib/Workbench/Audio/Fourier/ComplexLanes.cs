using System.Numerics;

namespace Workbench.Audio.Fourier;

/// <summary>One complex number of each of the frames in the lanes of a vector.</summary>
internal readonly struct ComplexLanes(Vector<float> re, Vector<float> im)
{
    public readonly Vector<float> Re = re;
    public readonly Vector<float> Im = im;

    public static ComplexLanes operator +(ComplexLanes a, ComplexLanes b) => new(a.Re + b.Re, a.Im + b.Im);

    public static ComplexLanes operator -(ComplexLanes a, ComplexLanes b) => new(a.Re - b.Re, a.Im - b.Im);

    public static ComplexLanes operator *(ComplexLanes a, ComplexLanes b) => new(
        Vector.MultiplyAddEstimate(a.Re, b.Re, -(a.Im * b.Im)),
        Vector.MultiplyAddEstimate(a.Re, b.Im, a.Im * b.Re));

    public static ComplexLanes operator *(ComplexLanes a, float b) => new(a.Re * b, a.Im * b);

    public Vector<float> SquaredMagnitude => Vector.MultiplyAddEstimate(Re, Re, Im * Im);

    public ComplexLanes Conjugate => new(Re, -Im);

    /// <summary>Real and imaginary part exchanged.</summary>
    public ComplexLanes Exchanged => new(Im, Re);

    /// <summary>The product with the imaginary unit.</summary>
    public ComplexLanes TimesI => new(-Im, Re);
}
