using System.Globalization;
using System.Text;
using System.Text.Json;
using Workbench.Experiments.Shards;
using Workbench.Foundation;

namespace Workbench.Cli.Clusters;

/// <summary>
/// Kubernetes, from 1.33 on: an Indexed Job, in which each shard has retries of its own. <b>Not run</b>: where this was written there was
/// no cluster; its manifest is read by the types of the API in a test.
/// </summary>
/// <param name="job">The job, whose folder lies in the volume, or in an object storage.</param>
/// <param name="command">The command of the image's program that does a shard.</param>
/// <param name="atOnce">Most tasks at once; null for all.</param>
/// <param name="retries">How often a shard is tried again.</param>
/// <param name="image">The image, whose entry point is this program.</param>
/// <param name="volume">The claim of a volume, and where it lies, here as in the tasks; null for a job in an object storage.</param>
/// <param name="secret">The secret with the variables by which tasks reach the storage; null for none.</param>
internal sealed class KubernetesCluster(ShardJob job, string command, int? atOnce, int retries, string image,
    (string Claim, string Path)? volume, string? secret) : ICluster
{
    private const string ManifestName = "kubernetes.yaml";

    /// <summary>Most tasks at once, and most that may fail, of a job whose indices have retries of their own.</summary>
    private const int MostAtOnce = 10_000;

    /// <summary>How many characters of a name are left by the longest that is added to it, of 63.</summary>
    private const int LongestName = 40;

    /// <inheritdoc/>
    public string Name => "Kubernetes";

    /// <inheritdoc/>
    public bool TriesAgain => true;

    /// <inheritdoc/>
    public string Write()
    {
        if (volume is var (_, root)
            && !job.Folder.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new WorkbenchException($"{job.Folder} is not in the volume, which is said to lie at {root}. Plan the job in the "
                + "volume, under the path that it has in the tasks too.");
        var path = Path.Combine(job.Folder, ManifestName);
        if (!File.Exists(path))
            AtomicFile.WriteText(path, Manifest());
        return path;
    }

    /// <inheritdoc/>
    /// <remarks>All shards are submitted: those that are done end at once.</remarks>
    public IEnumerable<string[]> Commands(IReadOnlyList<int> shards) =>
        [["kubectl", "create", "--output=name", $"--filename={Path.Combine(job.Folder, ManifestName)}"]];

    /// <inheritdoc/>
    public string IdOf(string printed) => printed.Trim(); // job.batch/NAME

    /// <inheritdoc/>
    public string? StateOf(IReadOnlyCollection<string> ids, CancellationToken token)
    {
        foreach (var id in ids)
        {
            var status = ClusterProgram.Run(["kubectl", "get", id, "--ignore-not-found",
                "--output=jsonpath={.metadata.name}|{.status.active}|{.status.conditions[*].type}"], token).Trim().Split('|');
            if (status is [_, var active, var conditions] && !conditions.Split(' ').Any(condition => condition is "Complete" or "Failed"))
                return $"{(active.Length == 0 ? "0" : active)} running";
        }
        return null;
    }

    /// <inheritdoc/>
    public string LogsOf(IReadOnlyCollection<string> ids) => $"kubectl logs --prefix {string.Join(' ', ids)}";

    /// <inheritdoc/>
    public string HowToEnd(IReadOnlyCollection<string> ids) => $"kubectl delete {string.Join(' ', ids)}";

    private string Manifest() => string.Create(CultureInfo.InvariantCulture, $$"""
        # A shard a task of the job in this folder. It was written once, and is yours: add what your cluster asks for, and submit again.
        # By hand: kubectl create -f {{ManifestName}}
        apiVersion: batch/v1
        kind: Job
        metadata:
          generateName: {{JobName()}}-
        spec:
          completionMode: Indexed
          completions: {{job.Count}}
          parallelism: {{Math.Min(atOnce ?? job.Count, MostAtOnce)}}
          backoffLimitPerIndex: {{retries}}
          maxFailedIndexes: {{Math.Min(job.Count, MostAtOnce)}}
          podFailurePolicy:
            rules:
              - action: Ignore # a node that goes away is nobody's fault
                onPodConditions:
                  - type: DisruptionTarget
              - action: FailIndex # but for these codes the same again would not help
                onExitCodes:
                  containerName: shard
                  operator: NotIn
                  values: [{{ShardTask.TryAgain}}, {{CommandRunner.Stopped}}, 137, 143]
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: shard
                  image: {{Quoted(image)}}
                  workingDir: {{Quoted(volume is null ? "/scratch" : job.Folder)}}
                  args: [{{string.Join(", ", Task.Select(Quoted))}}]
                  envFrom: [{{Variables}}]
                  env:
                    - name: {{DataFolder.Variable}} # what is kept of songs until their shard is whole
                      value: /scratch
                  resources:
                    requests: { cpu: "1", memory: 1Gi }
                    limits: { memory: 2Gi }
                  volumeMounts: [{ name: scratch, mountPath: /scratch }{{Mount}}]
              volumes: [{ name: scratch, emptyDir: {} }{{Volume}}]

        """).ReplaceLineEndings("\n");

    private string Mount => volume is var (_, path) ? $", {{ name: songs, mountPath: {Quoted(path)} }}" : "";

    private string Volume =>
        volume is var (claim, _) ? $", {{ name: songs, persistentVolumeClaim: {{ claimName: {Quoted(claim)} }} }}" : "";

    private string Variables => secret is null ? "" : $"{{ secretRef: {{ name: {Quoted(secret)} }} }}";

    /// <summary>What a task runs, in the folder of the job or on its address.</summary>
    private string[] Task => [command, volume is null ? job.Name : ".", "--shard", "auto", "--threads", "1"];

    /// <summary>The folder's name as objects are named: small letters, digits and hyphens.</summary>
    private string JobName()
    {
        StringBuilder name = new("shards-");
        foreach (var c in job.Name[(job.Name.LastIndexOfAny(['/', Path.DirectorySeparatorChar]) + 1)..].ToLowerInvariant())
            name.Append(char.IsAsciiLetterOrDigit(c) ? c : '-');
        return name.ToString(0, Math.Min(name.Length, LongestName)).TrimEnd('-');
    }

    /// <summary>A string of JSON is one of YAML.</summary>
    private static string Quoted(string text) => JsonSerializer.Serialize(text);
}
