using k8s;
using k8s.Models;
using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine.Clusters;

/// <summary>What clusters get, without one.</summary>
public sealed class ClusterTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("features")]
    [InlineData("predict")]
    [InlineData("sweep")]
    public void The_manifest_is_one_that_the_types_of_the_API_take(string command)
    {
        var job = Plan("My job_1");
        var told = WorkbenchProcess.Run(folder.File("data"), command, "submit", job, "--dry-run", "--engine", "kubernetes", "--image",
            "registry.example/\"workbench\":1", "--claim", $"music={folder.Path}", "--jobs", "2", "--retries", "4");
        Assert.True(told.ExitCode == 0, told.Error);
        var path = Path.Combine(job, "kubernetes.yaml");
        var manifest = KubernetesYaml.Deserialize<V1Job>(File.ReadAllText(path), strict: true);
        Assert.Equal(("batch/v1", "Job", "shards-my-job-1-"), (manifest.ApiVersion, manifest.Kind, manifest.Metadata.GenerateName));
        Assert.Equal(("Indexed", 3, 2, 4), (manifest.Spec.CompletionMode, manifest.Spec.Completions, manifest.Spec.Parallelism,
            manifest.Spec.BackoffLimitPerIndex));
        Assert.Equal([75, 130, 137, 143], manifest.Spec.PodFailurePolicy.Rules[1].OnExitCodes.Values);
        var pod = manifest.Spec.Template.Spec;
        var task = Assert.Single(pod.Containers);
        Assert.Equal((task.Name, "registry.example/\"workbench\":1", job),
            (manifest.Spec.PodFailurePolicy.Rules[1].OnExitCodes.ContainerName, task.Image, task.WorkingDir));
        Assert.Equal([command, ".", "--shard", "auto", "--threads", "1"], task.Args);
        Assert.Equal("2Gi", task.Resources.Limits["memory"].ToString());
        Assert.Equal(pod.Volumes.Select(volume => volume.Name), task.VolumeMounts.Select(mount => mount.Name));
        Assert.Equal(("music", folder.Path), (pod.Volumes[1].PersistentVolumeClaim.ClaimName, task.VolumeMounts[1].MountPath));
        Assert.Equal($"kubectl create --output=name --filename={path.Replace(" ", "\\ ", StringComparison.Ordinal)}",
            told.Output.TrimEnd().Split('\n')[^1]);
    }

    [Fact]
    public void What_is_missing_or_not_meant_is_told()
    {
        var job = Plan("job");
        Assert.Contains("--engine kubernetes needs --image", Submit(job, "--engine", "kubernetes").Error, StringComparison.Ordinal);
        Assert.Contains("--image is for --engine kubernetes.", Submit(job, "--image", "x").Error, StringComparison.Ordinal);
        Assert.Contains("--secret is for a job in an object storage.",
            Submit(job, "--engine", "kubernetes", "--image", "x", "--claim", "music=/data", "--secret", "s").Error,
            StringComparison.Ordinal);
        Assert.Contains("--claim must be NAME=PATH", Submit(job, "--engine", "kubernetes", "--image", "x", "--claim", "music").Error,
            StringComparison.Ordinal);
        Assert.Contains($"{job} is not in the volume, which is said to lie at /nowhere.",
            Submit(job, "--engine", "kubernetes", "--image", "x", "--claim", "music=/nowhere").Error, StringComparison.Ordinal);
        Assert.Contains($"{folder.Path}: no job, as it has no job.json.", Submit(folder.Path).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_there_is_no_Slurm_that_is_told()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "looks for programs by PATH of Unix");
        var job = Plan("job");
        var bin = folder.File("bin");
        Directory.CreateDirectory(bin);
        var dotnet = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
            .Select(place => Path.Combine(place, "dotnet")).First(File.Exists);
        File.CreateSymbolicLink(Path.Combine(bin, "dotnet"), dotnet);
        var refused = WorkbenchProcess.RunWith(("PATH", bin), folder.File("data"), "features", "submit", job);
        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith("scontrol cannot be started (", refused.Error, StringComparison.Ordinal);
        Assert.Contains("this machine is none from which the cluster takes jobs.", refused.Error, StringComparison.Ordinal);
    }

    private string Plan(string name)
    {
        var job = folder.File(name);
        var planned = WorkbenchProcess.Run(folder.File("data"), "features", "plan", TinyCorpus.Make(folder.File("songs"), songsPerGenre: 1),
            "--job", job, "--shards", "3");
        Assert.True(planned.ExitCode == 0, planned.Error);
        return job;
    }

    private ProcessResult Submit(string job, params string[] options) =>
        WorkbenchProcess.Run(folder.File("data"), ["features", "submit", job, .. options]);
}
