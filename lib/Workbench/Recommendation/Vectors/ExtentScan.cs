using System.Runtime.CompilerServices;
using Workbench.Foundation;
using Workbench.Training.Kernels;

namespace Workbench.Recommendation.Vectors;

/// <summary>A question to all songs of an index, an extent at a time.</summary>
/// <remarks>Its loops are compiled at once: a whole index would pass through them before the runtime noticed that they are hot.</remarks>
/// <param name="songs">The index.</param>
/// <param name="query">The vector, padded with zeros as those of songs are.</param>
/// <param name="count">How many songs are asked for.</param>
/// <param name="accepts">Whether a song may be among the answer; null for all.</param>
internal sealed unsafe class ExtentScan(VectorSnapshot songs, float[] query, int count, Predicate<string>? accepts)
{
    /// <summary>Floats of a page: processors fetch ahead by themselves, but not beyond the end of a page.</summary>
    private const int Ahead = 1024;

    /// <summary>Reads all numbers of all songs.</summary>
    public TopSongs Float32(Work work)
    {
        TopSongs nearest = new(songs, count);
        foreach (var found in ExtentLoop.Run(songs, work, () => new TopSongs(songs, count), ScanFloats))
            nearest.Add(found);
        return nearest;
    }

    /// <summary>Reads the codes of all songs, and then the numbers of those that may be among the nearest.</summary>
    public TopSongs Int8(Work work)
    {
        QueryCodes codes = new(query, songs.Layout);
        Candidates candidates = new(count);
        foreach (var found in ExtentLoop.Run<Candidates>(songs, work, () => new(count), (extent, found) => ScanCodes(extent, codes, found)))
            candidates.Add(found);
        TopSongs nearest = new(songs, count);
        foreach (var row in candidates.Rows)
        {
            var similarity = DotProduct.Of(songs.Row(row), query);
            if (!(similarity < nearest.Threshold) && nearest.Wants(row, similarity))
                nearest.Add(row, similarity);
        }
        return nearest;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ScanFloats(int extent, TopSongs found)
    {
        var floats = songs.Floats(extent);
        var stride = songs.Layout.FloatStride;
        var (first, rowCount) = (extent * ExtentLayout.Rows, songs.RowsOf(extent));
        for (var i = 0; i < rowCount; i++, floats += stride)
        {
            Cache.Prefetch(floats + Ahead, stride);
            var similarity = DotProduct.Of(new(floats, stride), query);
            if (!(similarity < found.Threshold) && found.Wants(first + i, similarity) && songs.Admits(first + i, accepts))
                found.Add(first + i, similarity);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ScanCodes(int extent, QueryCodes codes, Candidates found)
    {
        var scales = songs.Scales(extent);
        var first = extent * ExtentLayout.Rows;
        var products = (stackalloc int[ExtentLayout.Rows])[..songs.RowsOf(extent)];
        CodeProduct.Of(songs.Codes(extent), codes.Values.Pointer, songs.Layout.CodeStride, products);
        for (var i = 0; i < products.Length; i++)
        {
            var (similarity, margin) = (codes.Similarity(products[i], scales[i]), codes.Margin(scales[i]));
            if (similarity + margin >= found.Threshold && songs.Admits(first + i, accepts))
                found.Add(first + i, similarity, margin);
        }
    }
}
