using Workbench.Foundation;

namespace Workbench.Recommendation.Vectors;

/// <summary>What may be put into an index, and asked for.</summary>
internal static class UnitVector
{
    /// <summary>Rounding may make a vector longer than 1, but not by more.</summary>
    public const double MaxLength = 1.001;

    /// <summary>Refuses all else.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="dimension">Numbers that it must have.</param>
    /// <param name="name">Whose it is, for the message.</param>
    /// <exception cref="WorkbenchException">Another dimension, NaN or infinite numbers, or longer than 1.</exception>
    public static void Require(ReadOnlySpan<float> vector, int dimension, string name)
    {
        if (vector.Length != dimension)
            throw new WorkbenchException($"The vector of {name} has {vector.Length} numbers, and those of the index have {dimension}. "
                + "Use the model by which the index was built, or build one of this dimension.");
        var squares = 0.0;
        for (var i = 0; i < vector.Length; i++)
        {
            if (!float.IsFinite(vector[i]))
                throw new WorkbenchException($"Number {i} of the vector of {name} is {vector[i]} and must be finite. "
                    + "Look for NaN among the song's features, or leave it out.");
            squares += (double)vector[i] * vector[i];
        }
        if (Math.Sqrt(squares) > MaxLength)
            throw new WorkbenchException(FormattableString.Invariant(
                $"The vector of {name} has length {Math.Sqrt(squares):G4}, and at most 1 is right; divide it by its length."));
    }
}
