using System.Collections.Immutable;
using System.Numerics;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Logistic;

/// <summary>
/// The functions over which a kernel logistic regression is one: of a song, <c>L^-1 k</c>, where k are its kernel values with the centers
/// and <c>L L^T</c> those of the centers with each other. Their weights' sum of squares is the squared norm of the function in the
/// kernel's space, so that the penalty is that of the exact regression, as with the inverse root in Nystroem's method. Pivoting drops
/// centers that the others stand for already, such as songs that are there twice. All in float64.
/// </summary>
internal sealed class KernelBasis
{
    /// <summary>What a center must have, of its kernel value 1 with itself, that the others do not stand for.</summary>
    private const double Tolerance = 1e-6;

    private readonly double[][] centers;
    private readonly double[][] factor; // L, a row a center
    private readonly double gamma;

    private KernelBasis(RbfKernel layer, double[][] candidates, Work work)
    {
        gamma = layer.GammaOf(candidates[0].Length);
        (centers, factor) = Factorize(candidates, gamma, work);
        Layer = layer with { Centers = Count };
    }

    /// <summary>The layer, with as many centers as there are.</summary>
    public RbfKernel Layer { get; }

    /// <summary>Number of centers.</summary>
    public int Count => centers.Length;

    /// <summary>Chooses the centers.</summary>
    /// <param name="layer">How many at most.</param>
    /// <param name="examples">The songs.</param>
    /// <param name="work">Threads, and what stops it.</param>
    public static KernelBasis Of(RbfKernel layer, Examples examples, Work work)
    {
        var values = new float[examples.Segments.Size];
        return new(layer, [.. Choose(examples.Labels, layer.Centers).Select(song =>
        {
            examples.Segments.Read(song, 0, values);
            return Widened(values);
        })], work);
    }

    /// <summary>
    /// All songs, or so many: each genre, the rarest first, gets an equal share of what is left, spread evenly over its songs; a song of
    /// several genres is of its rarest.
    /// </summary>
    public static ImmutableArray<int> Choose(LabelMatrix labels, int count)
    {
        if (labels.RowCount <= count)
            return [.. Enumerable.Range(0, labels.RowCount)];
        var songs = new int[labels.LabelCount];
        for (var label = 0; label < songs.Length; label++)
            songs[label] = labels.Column(label).Count(has => has);
        var genres = Enumerable.Range(0, labels.RowCount)
            .GroupBy(row => Enumerable.Range(0, songs.Length).Where(label => labels[row, label]).DefaultIfEmpty(-1)
                .MinBy(label => label < 0 ? 0 : songs[label]))
            .Select(genre => (genre.Key, Songs: genre.ToArray()))
            .OrderBy(genre => genre.Songs.Length).ThenBy(genre => genre.Key).ToList();
        var chosen = new List<int>(count);
        foreach (var (i, (_, ofGenre)) in genres.Index())
        {
            var share = Math.Min(ofGenre.Length, (count - chosen.Count) / (genres.Count - i));
            chosen.AddRange(Enumerable.Range(0, share).Select(k => ofGenre[(int)((2 * k + 1L) * ofGenre.Length / (2 * share))]));
        }
        return [.. chosen];
    }

    /// <summary>The functions of songs: <c>[songs, centers]</c>.</summary>
    public Matrix Map(Matrix songs, Work work)
    {
        var mapped = new Matrix(songs.Rows, Count);
        Parallel.For(0, songs.Rows, work.LoopOptions, row =>
        {
            var song = Widened(songs.Row(row));
            var values = new double[Count];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = (Kernel(song, centers[i], gamma) - Dot(factor[i], values, i)) / factor[i][i];
                mapped.Row(row)[i] = (float)values[i];
            }
        });
        return mapped;
    }

    /// <summary>Weights of the kernel values that say the same as weights of the functions; what stands behind these stays.</summary>
    /// <param name="point">The weights, label after label, and the biases behind them.</param>
    public double[] Fold(ReadOnlySpan<double> point)
    {
        var folded = point.ToArray();
        for (var label = 0; label < folded.Length / (Count + 1); label++) // L^T v = w
        {
            var weights = folded.AsSpan(label * Count, Count);
            for (var i = Count - 1; i >= 0; i--)
            {
                weights[i] /= factor[i][i];
                for (var j = 0; j < i; j++)
                    weights[j] -= factor[i][j] * weights[i];
            }
        }
        return folded;
    }

    /// <summary>The first weights of a model of this layer: the centers, and an output layer to be set.</summary>
    public Weights ToWeights(ModelPlan plan) => new(plan.Parameters.Select(parameter => new Tensor(parameter.Name, parameter.Shape,
        parameter.Role == ParameterRole.Center ? [.. centers.SelectMany(row => row).Select(value => (float)value)]
            : new float[parameter.Count])));

    /// <summary>Cholesky's factor with pivots: the center that the others stand for least comes next.</summary>
    private static (double[][] Centers, double[][] Factor) Factorize(double[][] candidates, double gamma, Work work)
    {
        double[][] rows = [.. candidates.Select(_ => new double[candidates.Length])];
        double[] left = [.. candidates.Select(_ => 1.0)];
        var count = 0;
        for (; count < candidates.Length; count++)
        {
            var next = count;
            for (var i = count + 1; i < left.Length; i++)
                if (left[i] > left[next])
                    next = i;
            if (left[next] < Tolerance)
                break;
            (candidates[count], candidates[next]) = (candidates[next], candidates[count]);
            (rows[count], rows[next]) = (rows[next], rows[count]);
            (left[count], left[next]) = (left[next], left[count]);
            var (column, pivot, root) = (count, rows[count], Math.Sqrt(left[count]));
            pivot[column] = root;
            Parallel.For(column + 1, candidates.Length, work.LoopOptions, i =>
            {
                var value = (Kernel(candidates[i], candidates[column], gamma) - Dot(rows[i], pivot, column)) / root;
                rows[i][column] = value;
                left[i] -= value * value;
            });
        }
        return (candidates[..count], rows[..count]);
    }

    private static double Kernel(double[] x, double[] center, double gamma)
    {
        var (sums, i) = (Vector<double>.Zero, 0);
        for (; i <= x.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var difference = new Vector<double>(x, i) - new Vector<double>(center, i);
            sums += difference * difference;
        }
        var distance = Vector.Sum(sums);
        for (; i < x.Length; i++)
            distance += (x[i] - center[i]) * (x[i] - center[i]);
        return Math.Exp(-gamma * distance);
    }

    /// <summary>The product of the first so many values.</summary>
    private static double Dot(double[] a, double[] b, int count)
    {
        var (sums, i) = (Vector<double>.Zero, 0);
        for (; i <= count - Vector<double>.Count; i += Vector<double>.Count)
            sums += new Vector<double>(a, i) * new Vector<double>(b, i);
        var sum = Vector.Sum(sums);
        for (; i < count; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static double[] Widened(ReadOnlySpan<float> values)
    {
        var widened = new double[values.Length];
        for (var i = 0; i < widened.Length; i++)
            widened[i] = values[i];
        return widened;
    }
}
