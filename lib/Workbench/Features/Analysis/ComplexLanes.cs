using System.Numerics;

namespace Workbench.Features.Analysis;

/// <summary>One complex number of each of the frames in the lanes of a vector.</summary>
internal readonly struct ComplexLanes(Vector<float> re, Vector<float> im)
{
    public readonly Vector<float> Re = re;
    public readonly Vector<float> Im = im;

    public static ComplexLanes operator +(ComplexLanes a, ComplexLanes b) => new(a.Re + b.Re, a.Im + b.Im);

    public static ComplexLanes operator -(ComplexLanes a, ComplexLanes b) => new(a.Re - b.Re, a.Im - b.Im);

    public static ComplexLanes operator *(ComplexLanes a, ComplexLanes b) => new(
        Vector.FusedMultiplyAdd(a.Re, b.Re, -(a.Im * b.Im)),
        Vector.FusedMultiplyAdd(a.Re, b.Im, a.Im * b.Re));

    /// <summary>The product with the imaginary unit.</summary>
    public ComplexLanes TimesI => new(-Im, Re);
}
