using System.Reflection;
using System.Runtime.Loader;
using Workbench.Kernel.Packages;

namespace Workbench.Kernel;

/// <summary>Loads a package of the host's into the host itself, which refers to none of them: their types are the host's own.</summary>
/// <param name="package">The package.</param>
/// <param name="cache">Folder in which answers of NuGet are kept; null keeps none.</param>
public sealed class HostPackageLoader(HostPackage package, string? cache)
{
    private readonly PackageRequest[] question = [new(package.Name, $"[{package.Version}]")];
    private readonly KeptAnswers kept = new(cache, Environment.CurrentDirectory);

    /// <summary>Whether it was built or installed before, so that no program need be started for it, unless a source has changed.</summary>
    public bool IsAtHand => package.Project is { } project ? File.Exists(project.Library) : kept.Find(question, []) is not null;

    /// <summary>Loads its library; what that needs is loaded when it is used. To be called once in a process.</summary>
    /// <param name="waiting">Told every second for how many already, while it is built or installed.</param>
    /// <param name="token">Ends that.</param>
    /// <exception cref="NotebookException">It cannot be built or installed; the message says why.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public Assembly Load(Action<int> waiting, CancellationToken token)
    {
        var libraries = Libraries(waiting, token).ToLookup(path => Path.GetFileNameWithoutExtension(path));
        AssemblyLoadContext.Default.Resolving += (context, wanted) =>
            libraries[wanted.Name!].FirstOrDefault() is { } path ? context.LoadFromAssemblyPath(path) : null;
        return AssemblyLoadContext.Default.LoadFromAssemblyName(new AssemblyName(package.Name));
    }

    private string[] Libraries(Action<int> waiting, CancellationToken token)
    {
        if (package.Project is { } project)
            return Directory.GetFiles(Path.GetDirectoryName(ProjectBuild.Run(project, waiting, token))!, "*.dll");
        if (kept.Find(question, []) is not { } answer)
        {
            answer = PackageRestore.Run(question, [], Environment.CurrentDirectory, waiting, token);
            if (answer.Errors.Any())
                throw new NotebookException(RestoreErrors.Messages(answer, [], [], [package])[0]);
            kept.Keep(question, [], answer);
        }
        return [.. answer.Packages.SelectMany(each => each.Libraries)];
    }
}
