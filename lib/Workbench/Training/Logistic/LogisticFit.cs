using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training.Kernels;
using Workbench.Training.Losses;
using Workbench.Training.Optimizers;

namespace Workbench.Training.Logistic;

/// <summary>
/// Fits a logistic regression by <see cref="Lbfgs"/>, over columns or, with an <see cref="RbfKernel"/>, over a <see cref="KernelBasis"/>:
/// an epoch is one iteration over all songs.
/// </summary>
internal sealed class LogisticFit : ILearner, IDisposable
{
    /// <summary>Largest value of a gradient that counts as 0: a hundredth of scikit-learn's, and well above what float32 rounds.</summary>
    private const double Tolerance = 1e-6;

    private const int EvaluatedAtOnce = 256;

    private readonly Workers workers;
    private readonly KernelBasis? basis;
    private readonly LogisticObjective objective;
    private readonly LogisticSongs songs;
    private readonly LossState loss;
    private readonly int[] foldSizes;
    private readonly Work work;
    private readonly LbfgsMinimizer minimizer;
    private double? l2;
    private CancellationToken token;

    /// <summary>Reads the songs, and chooses the centers.</summary>
    /// <exception cref="WorkbenchException">They do not fit into memory.</exception>
    public LogisticFit(TrainingPart train, Examples examples, ModelSpec model, ModelPlan plan, TrainingSpec spec, LossState loss,
        long? memoryLimit, Work work)
    {
        var kernel = model.Layers.OfType<RbfKernel>().SingleOrDefault();
        MemoryNeed.RequireSongs(examples.Count, plan.Input.Count, Math.Min(kernel?.Centers ?? 0, examples.Count), memoryLimit);
        (this.loss, this.work, l2) = (loss, work, ((Lbfgs)spec.Optimizer).L2);
        var folds = l2 is null ? LogisticFolds.Of(train.Tracks, spec.SeedOrZero) : [[.. Enumerable.Range(0, examples.Count)]];
        foldSizes = [.. folds.Select(fold => fold.Length)];
        int[] order = [.. folds.SelectMany(fold => fold)];
        var columns = new Matrix(order.Length, plan.Input.Count);
        foreach (var (row, song) in order.Index())
            examples.Segments.Read(song, 0, columns.Row(row));
        basis = kernel is null ? null : KernelBasis.Of(kernel, examples, work);
        songs = new(basis?.Map(columns, work) ?? columns, examples, order, spec);
        workers = new(work.Threads);
        objective = new(songs, [(0, examples.Count)], loss, workers);
        minimizer = new((point, gradient) => objective.Compute(point, gradient, token),
            new double[(songs.Columns + 1) * songs.Labels], Tolerance);
        Model = basis is null ? model : new([basis.Layer]);
        plan = Model.Bind(plan.Input, plan.LabelCount);
        Network = new(plan, basis?.ToWeights(plan) ?? Weights.Initialize(plan, new(0)), EvaluatedAtOnce, new(work.Threads));
    }

    /// <summary>What is fitted, with as many centers as there are.</summary>
    public ModelSpec Model { get; }

    /// <summary>What the fit gives, to be evaluated.</summary>
    public LogisticNetwork Network { get; }

    /// <summary>Strength of the penalty; null before it was chosen.</summary>
    public double? L2 => l2;

    /// <inheritdoc/>
    public int BatchCount => 1;

    /// <inheritdoc/>
    public bool KeepsLatest => true;

    /// <inheritdoc/>
    public bool HasConverged => minimizer.HasConverged;

    /// <inheritdoc/>
    public void Shuffle(int epoch) { }

    /// <inheritdoc/>
    public (double Loss, int Rows) Learn(int epoch, int batch, CancellationToken token = default)
    {
        objective.L2 = l2 ??= PenaltyChoice.Of(songs, foldSizes, loss, work with { Token = token });
        this.token = token;
        minimizer.Step();
        Show();
        return (objective.MeanLoss, songs.Input.Rows);
    }

    /// <inheritdoc/>
    public T WithEvaluatedWeights<T>(Func<T> work) => work();

    /// <inheritdoc/>
    public void EndEpoch(double validationLoss) { }

    /// <inheritdoc/>
    public Weights ToWeights() => Network.ToWeights();

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        writer.Write(l2 ?? double.NaN);
        minimizer.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        l2 = reader.ReadDouble() is var chosen && double.IsNaN(chosen) ? null : chosen;
        minimizer.Load(reader);
        Show();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Network.Dispose();
        workers.Dispose();
    }

    private void Show() => Network.Set(basis is null ? minimizer.Point : basis.Fold(minimizer.Point));
}
