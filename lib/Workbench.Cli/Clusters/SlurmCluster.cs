using System.Globalization;
using Workbench.Experiments.Shards;
using Workbench.Foundation;

namespace Workbench.Cli.Clusters;

/// <summary>Slurm: the tasks of an array, or of several where it takes no array as long as the job.</summary>
/// <param name="folder">The job's, which every node sees.</param>
/// <param name="task">The arguments of this program that do a shard, but for <c>--shard</c>; they run in the folder.</param>
/// <param name="atOnce">Most tasks at once; null for as many as Slurm starts.</param>
internal sealed class SlurmCluster(string folder, IReadOnlyList<string> task, int? atOnce) : ICluster
{
    private const string ScriptName = "slurm.sh", LogsName = "logs";

    private readonly Lazy<int> longestArray = new(() => LongestArray(ClusterProgram.Run(["scontrol", "show", "config"], default)));

    /// <inheritdoc/>
    public string Name => "Slurm";

    /// <inheritdoc/>
    public bool TriesAgain => false;

    private string LogsFolder => Path.Combine(folder, LogsName);

    /// <inheritdoc/>
    public string Write()
    {
        Directory.CreateDirectory(LogsFolder); // without which Slurm ends a task before it begins
        var path = Path.Combine(folder, ScriptName);
        if (!File.Exists(path))
            AtomicFile.WriteText(path, Script());
        return path;
    }

    /// <inheritdoc/>
    public IEnumerable<string[]> Commands(IReadOnlyList<int> shards)
    {
        var arrays = shards.GroupBy(shard => shard / longestArray.Value).ToList();
        foreach (var array in arrays)
        {
            var offset = array.Key * longestArray.Value;
            var numbers = ShardRanges.Write([.. array.Select(shard => shard - offset)]);
            var most = atOnce is { } all ? $"%{Math.Max(1, all / arrays.Count)}" : "";
            yield return ["sbatch", "--parsable", $"--chdir={folder}", $"--array={numbers}{most}", Path.Combine(folder, ScriptName),
                offset == 0 ? "auto" : string.Create(CultureInfo.InvariantCulture, $"auto+{offset}")];
        }
    }

    /// <inheritdoc/>
    public string IdOf(string printed) => printed.Trim().Split(';')[0]; // behind it stands the cluster, where there are several

    /// <inheritdoc/>
    public string? StateOf(IReadOnlyCollection<string> ids, CancellationToken token)
    {
        var own = ClusterProgram.Run(["squeue", "--me", "--noheader", "--format=%F|%T|%r"], token)
            .Split('\n').Select(line => line.Trim().Split('|')).Where(line => line.Length == 3 && ids.Contains(line[0])).ToList();
        return own.Count == 0 ? null
            : own.Count(line => line[1] == "RUNNING") is > 0 and var running ? $"{running.ToString(CultureInfo.InvariantCulture)} running"
            : $"none running: {own[0][1]} ({own[0][2]})";
    }

    /// <inheritdoc/>
    public string LogsOf(IReadOnlyCollection<string> ids) => LogsFolder;

    /// <inheritdoc/>
    public string HowToEnd(IReadOnlyCollection<string> ids) => $"scancel {string.Join(' ', ids)}";

    private static int LongestArray(string config) =>
        config.Split('\n').Select(line => line.Split('=', StringSplitOptions.TrimEntries))
            .Where(line => line is ["MaxArraySize", _])
            .Select(line => int.Parse(line[1], CultureInfo.InvariantCulture)).FirstOrDefault(1001); // Slurm's own

    private static string Line(IEnumerable<string> words) => string.Join(' ', words.Select(ShellWords.Escape));

    private string Script() => $$"""
        #!/bin/bash
        # A shard a task of the job in this folder. It was written once, and is yours: add what your cluster asks for, and submit again.
        # By hand: cd to this folder, and sbatch --array=0-7 {{ScriptName}}
        #SBATCH --job-name={{Path.GetFileName(folder).Replace(' ', '-')}}
        #SBATCH --cpus-per-task=1
        #SBATCH --mem=2G
        #SBATCH --output={{LogsName}}/%A_%a.txt
        #SBATCH --open-mode=append
        ##SBATCH --partition=NAME
        ##SBATCH --time=04:00:00

        # What is kept of songs until their shard is whole: on the node, and gone with the task.
        WORKBENCH_DATA=$(mktemp -d)
        export WORKBENCH_DATA
        trap 'rm -rf "$WORKBENCH_DATA"' EXIT

        {{Line(ThisProgram.Command.Concat(task))}} --shard "${1:-auto}" --threads "$SLURM_CPUS_PER_TASK"

        """.ReplaceLineEndings("\n");
}
