using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Scaling;

/// <summary>
/// Brings every column, or all together, to mean 0 and standard deviation 1 (scikit-learn's <c>StandardScaler</c>).
/// </summary>
internal sealed class StandardScaler : Scaler
{
    /// <summary>
    /// Frames of a song that are looked at, at most: a library of 100,000 songs has more than anyone wants to read twice.
    /// </summary>
    internal const int FramesOfSong = 128;

    private const string MeanName = "scaler.mean", StdName = "scaler.std";

    private readonly float[] mean;
    private readonly float[] std;

    internal StandardScaler(float[] mean, float[] std, ScalerKind kind = ScalerKind.Standard) =>
        (this.mean, this.std, Kind) = (mean, std, kind);

    /// <exception cref="WorkbenchException">A tensor is missing.</exception>
    internal StandardScaler(Weights tensors, ScalerKind kind)
        : this(tensors[MeanName].Values.ToArray(), tensors[StdName].Values.ToArray(), kind)
    {
    }

    /// <inheritdoc/>
    public override ScalerKind Kind { get; }

    /// <inheritdoc/>
    public override int ColumnCount => mean.Length;

    /// <summary>Mean of each column.</summary>
    public ImmutableArray<float> Mean => [.. mean];

    /// <summary>Standard deviation of each column (0 degrees of freedom taken off); 1 for a constant column.</summary>
    public ImmutableArray<float> Std => [.. std];

    internal override ImmutableArray<Tensor> Tensors => [new(MeanName, [mean.Length], mean), new(StdName, [std.Length], std)];

    /// <summary>
    /// Means and deviations of the training part, summed in double precision. Of a song of many frames 128 are taken, evenly spaced.
    /// </summary>
    /// <param name="part">The songs, with at least one frame.</param>
    /// <param name="kind">Whether every column has its own mean and deviation, or all the same.</param>
    /// <param name="work">What stops it; null for <see cref="Work.Default"/>.</param>
    public static new StandardScaler Fit(TrainingPart part, ScalerKind kind = ScalerKind.Standard, Work? work = null)
    {
        work ??= Work.Default;
        var songs = part.Songs;
        var (sums, squares) = (new double[songs.ColumnCount], new double[songs.ColumnCount]);
        var count = ForEachFrame(songs, FramesOfSong, frame => Columns.Add(frame, sums), work);
        double[] means = [.. sums.Select(sum => sum / count)];
        if (kind == ScalerKind.Overall)
            Array.Fill(means, means.Average());
        var first = new float[songs.ColumnCount];
        songs.Read(0, 0, first);
        var isConstant = Enumerable.Repeat(true, songs.ColumnCount).ToArray();
        ForEachFrame(songs, FramesOfSong, frame =>
        {
            for (var column = 0; column < frame.Length; column++)
            {
                var distance = frame[column] - means[column];
                squares[column] += distance * distance;
                isConstant[column] &= frame[column] == first[column];
            }
        }, work);
        if (kind == ScalerKind.Overall)
        {
            Array.Fill(squares, squares.Average());
            Array.Fill(isConstant, squares[0] == 0);
        }
        return new([.. means.Select(mean => (float)mean)],
            [.. squares.Select((square, column) => isConstant[column] ? 1 : (float)Math.Sqrt(square / count))], kind);
    }

    /// <summary>Scales one row: <c>(x - mean) / std</c>.</summary>
    /// <inheritdoc/>
    public override void Transform(ReadOnlySpan<float> row, Span<float> scaled)
    {
        for (var column = 0; column < mean.Length; column++)
            scaled[column] = (row[column] - mean[column]) / std[column];
    }
}
