using System.Globalization;
using Workbench.Foundation;

namespace Workbench.Models;

/// <summary>Refuses tensors that no array can hold, before any memory is taken for them.</summary>
internal static class TensorSize
{
    /// <summary>The most values of one tensor, 2 GB of them.</summary>
    public const int Most = 500_000_000;

    /// <summary>Checks the size of a tensor.</summary>
    /// <param name="what">Whose it is, and what: the beginning of the sentence.</param>
    /// <param name="sizes">Its sizes, whose product may be of any size.</param>
    /// <exception cref="InvalidSpecException">It has more than <see cref="Most"/> values.</exception>
    public static void Require(string what, params ReadOnlySpan<int> sizes)
    {
        var count = 1.0;
        foreach (var size in sizes)
            count *= size;
        if (count > Most)
            throw new InvalidSpecException(nameof(ModelSpec), [string.Create(CultureInfo.InvariantCulture,
                $"{what} of {string.Join(" x ", sizes.ToArray())} values need {count * sizeof(float) / 1e9:N0} GB, ")
                + "and 2 GB is the most; use a smaller model or shorter segments."]);
    }
}
