using Workbench.Foundation;

namespace Workbench.Recommendation.Vectors;

/// <summary>
/// A vector that is asked for, in 16 bits a number, and the bounds that products of codes give: with v and u the vectors of song and query,
/// v' and u' what their codes stand for, <c>v u - v' u' = (v - v') u + v' (u - u')</c>, of which neither part is larger than the product
/// of the lengths.
/// </summary>
internal sealed class QueryCodes
{
    /// <summary>Products of float32 differ from the true ones by less: a rounding for each addition that follows another.</summary>
    private const double Rounding = 1.0 / (1 << 22);

    private const int RoundingsBesideSums = 16, PartialSums = 32;

    private readonly float scale;
    private readonly float errorFactor;
    private readonly float constantError;

    /// <param name="query">The vector, padded with zeros to as many numbers as songs have codes, or fewer.</param>
    /// <param name="layout">How songs are laid out.</param>
    public QueryCodes(ReadOnlySpan<float> query, ExtentLayout layout)
    {
        // No sum of products may leave 32 bits.
        var largest = Math.Min(short.MaxValue, int.MaxValue / (Codes.Largest * layout.CodeStride));
        Values = new(layout.CodeStride);
        scale = Codes.LargestOf(query) / largest;
        var (squares, lost) = (0.0, 0.0);
        for (var i = 0; i < Math.Min(query.Length, layout.Dimension); i++)
        {
            var code = (short)(scale > 0 ? Math.Clamp(MathF.Round(query[i] / scale), -largest, largest) : 0);
            Values.Values[i] = code;
            var rest = query[i] - (double)scale * code;
            squares += (double)query[i] * query[i];
            lost += rest * rest;
        }
        errorFactor = (float)(Math.Sqrt(squares) + Math.Sqrt(lost)) * 1.000001f;
        constantError = (float)(UnitVector.MaxLength * Math.Sqrt(lost)
            + Rounding * (RoundingsBesideSums + layout.FloatStride / PartialSums));
    }

    /// <summary>The codes, padded with zeros.</summary>
    public AlignedArray<short> Values { get; }

    /// <summary>The product of a song's vector and the query, roughly.</summary>
    /// <param name="product">The product of their codes.</param>
    /// <param name="song">What the song's codes are worth.</param>
    public float Similarity(int product, CodeScale song) => product * (song.Scale * scale);

    /// <summary>By how much the product of float32 may be more or less.</summary>
    public float Margin(CodeScale song) => song.Error * errorFactor + constantError;
}
