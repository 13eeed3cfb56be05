using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Benchmarks.Sets;

/// <summary>A Python process that fits scikit-learn's classifiers behind a StandardScaler, on request.</summary>
internal sealed class SklearnWorker : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("workbench-sklearn-").FullName;
    private readonly WorkerProcess python;

    /// <summary>Starts it.</summary>
    /// <exception cref="InvalidOperationException">Python or scikit-learn is not there.</exception>
    public SklearnWorker() => python = new(WorkerProcess.Python, ["-c", WorkerProcess.Script("sklearn_worker.py"), folder],
        WorkerProcess.Threads(Environment.ProcessorCount),
        "scikit-learn does not run: run environment/install-references.sh, or let PYTHON name a Python that has it.");

    /// <summary>What is fitted, by scikit-learn's names.</summary>
    public static ImmutableArray<string> Names { get; } = ["LogisticRegression", "SVC", "MLPClassifier"];

    /// <summary>scikit-learn's own.</summary>
    public string Version => python.Version;

    /// <summary>Fits all of them, and asks them.</summary>
    /// <param name="songs">What is learned from.</param>
    /// <param name="truth">Its labels, each of which some song has.</param>
    /// <param name="task">Whether a song has one label or several.</param>
    /// <param name="asked">Some tables of songs.</param>
    /// <returns>For each of <see cref="Names"/>, for each table, what it says: the higher, the likelier.</returns>
    public ScoreMatrix[][] Answer(FeatureMatrix songs, LabelMatrix truth, ClassificationTask task, IReadOnlyList<FeatureMatrix> asked)
    {
        Write("songs", songs);
        File.WriteAllBytes(Path.Combine(folder, "truth"),
            [.. Enumerable.Range(0, truth.RowCount).SelectMany(row => truth.Row(row).ToArray()).Select(has => has ? (byte)1 : (byte)0)]);
        foreach (var (i, table) in asked.Index())
            Write($"asked{i}", table);
        python.Run(FormattableString.Invariant(
            $"{songs.ColumnCount} {truth.LabelCount} {(task == ClassificationTask.SingleLabel ? 1 : 0)} {asked.Count}"));
        return [.. Names.Select(name => asked.Select((table, i) => Read($"{name}{i}", table.RowCount, truth.LabelCount)).ToArray())];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        python.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private void Write(string name, FeatureMatrix table) =>
        File.WriteAllBytes(Path.Combine(folder, name), MemoryMarshal.AsBytes(table.Values));

    private ScoreMatrix Read(string name, int rows, int labels)
    {
        var values = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(Path.Combine(folder, name)));
        if (values.Length != rows * labels)
            throw new WorkbenchException($"scikit-learn's {name} answered {values.Length} numbers for {rows} songs and {labels} labels.");
        var scores = new ScoreMatrix(rows, labels);
        for (var row = 0; row < rows; row++)
            values.Slice(row * labels, labels).CopyTo(scores.Row(row));
        return scores;
    }
}
