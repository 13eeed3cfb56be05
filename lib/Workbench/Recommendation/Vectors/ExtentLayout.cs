using System.Runtime.CompilerServices;
using Workbench.Foundation;

namespace Workbench.Recommendation.Vectors;

/// <summary>
/// Where the numbers of songs lie: behind a page of header extents of <see cref="Rows"/> songs, one after the other, each with the
/// vectors of all its songs, then their codes (int8), then the <see cref="CodeScale"/>s of these, then the <see cref="SongCell"/>s.
/// Rows are padded with zeros to whole cache lines, so that loops over them need no ends.
/// </summary>
internal sealed class ExtentLayout
{
    /// <summary>Songs of an extent. Whole pages of every column, however wide: 1,024 times 4 bytes are one.</summary>
    public const int Rows = 1024;

    /// <summary>Bytes before the first extent.</summary>
    public const int HeaderBytes = 4096;

    /// <summary>The longest vector: more than any model gives, and sums of its products of codes fit into 32 bits.</summary>
    public const int MaxDimension = 16_384;

    private const int FloatsAtOnce = 32, CodesAtOnce = 64;

    /// <exception cref="WorkbenchException">The dimension is not within 1 to <see cref="MaxDimension"/>.</exception>
    public ExtentLayout(int dimension)
    {
        if (dimension is < 1 or > MaxDimension)
            throw new WorkbenchException($"Vectors of dimension {dimension} must have 1 to {MaxDimension} numbers; 128 is usual.");
        Dimension = dimension;
        FloatStride = (dimension + FloatsAtOnce - 1) / FloatsAtOnce * FloatsAtOnce;
        CodeStride = (dimension + CodesAtOnce - 1) / CodesAtOnce * CodesAtOnce;
        CodesAt = (long)Rows * FloatStride * sizeof(float);
        ScalesAt = CodesAt + (long)Rows * CodeStride;
        CellsAt = ScalesAt + Rows * Unsafe.SizeOf<CodeScale>();
        Bytes = CellsAt + Rows * Unsafe.SizeOf<SongCell>();
    }

    /// <summary>Numbers of a vector.</summary>
    public int Dimension { get; }

    /// <summary>Floats from one row to the next.</summary>
    public int FloatStride { get; }

    /// <summary>Bytes from one row of codes to the next.</summary>
    public int CodeStride { get; }

    /// <summary>Bytes from the beginning of an extent to its codes; its vectors stand at the beginning.</summary>
    public long CodesAt { get; }

    /// <summary>Bytes to its scales.</summary>
    public long ScalesAt { get; }

    /// <summary>Bytes to what else is known of its songs.</summary>
    public long CellsAt { get; }

    /// <summary>Bytes of an extent.</summary>
    public long Bytes { get; }

    /// <summary>Extents that so many songs need.</summary>
    public static int ExtentsOf(long rowCount) => checked((int)((rowCount + Rows - 1) / Rows));

    /// <summary>Where an extent begins in the file.</summary>
    public long StartOf(int extent) => HeaderBytes + extent * Bytes;
}
