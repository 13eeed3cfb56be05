namespace Workbench.Kernel.Jupyter.Specs;

/// <summary>What a front end sees of C# kernels.</summary>
/// <param name="Folders">Where it looks, the strongest first.</param>
/// <param name="Seen">The C# kernels that it lists.</param>
/// <param name="Hidden">Those that it does not list, as a stronger folder has one of the same name.</param>
public sealed record KernelSurvey(IReadOnlyList<string> Folders, IReadOnlyList<KernelSpec> Seen, IReadOnlyList<KernelSpec> Hidden)
{
    /// <summary>Whether one of ours is seen, and all of ours that are seen can start.</summary>
    public bool IsUsable => Seen.Any(spec => spec.IsOurs) && Seen.All(spec => !spec.IsOurs || spec.CanStart);

    /// <summary>The kernel that programs start for C# notebooks where nobody tells them one; null if there is none of that name.</summary>
    public KernelSpec? Default => Seen.FirstOrDefault(spec => spec.Name == KernelSpec.DefaultName);

    /// <summary>Looks into folders of kernels.</summary>
    /// <param name="folders">The folders, the strongest first.</param>
    public static KernelSurvey Of(IReadOnlyList<string> folders)
    {
        var all = folders.SelectMany(KernelSpec.In).Where(spec => spec.Language == "C#").ToList();
        var seen = all.DistinctBy(spec => spec.Name, StringComparer.OrdinalIgnoreCase).ToList();
        return new(folders, seen, [.. all.Except(seen)]);
    }

    /// <summary>The survey as lines for people, with the remedy of what is wrong.</summary>
    public override string ToString() => string.Join('\n',
    [
        .. Seen.Select(spec => $"{spec.DisplayName}: {spec.Folder}{(spec.IsOurs ? "" : " (another program's)")}{Problem(spec)}"),
        .. Hidden.Select(spec => $"not seen: {spec.Folder}, as a stronger folder has a kernel of that name"),
        .. Seen.Any(spec => spec.IsOurs) ? [] : new[] { "No kernel of the workbench: workbench kernel install" },
        .. Seen.Any(spec => spec.IsOurs) && Default is not { IsOurs: true } ? [WithoutAsking()] : Array.Empty<string>(),
        .. SameNames(),
        .. Folders.Select(folder => $"looked into {folder}{(Directory.Exists(folder) ? "" : " (not there)")}"),
    ]);

    /// <summary>What nbconvert, nbclient and papermill do with C# notebooks where ours is not the kernel that these name.</summary>
    private string WithoutAsking() => Default is { } other
        ? $"Programs that are told no kernel start \"{other.DisplayName}\" for C# notebooks, which name {KernelSpec.DefaultName}."
        : $"No kernel is called {KernelSpec.DefaultName}, as C# notebooks name theirs: workbench kernel install";

    private IEnumerable<string> SameNames() => Seen.GroupBy(spec => spec.DisplayName).Where(group => group.Count() > 1)
        .Select(group => $"Front ends cannot tell {group.Count()} kernels called \"{group.Key}\" apart: uninstall all but one.");

    private static string Problem(KernelSpec spec) => spec.CanStart ? $"\n  starts {string.Join(' ', spec.Command)}"
        : "\n"
            + "  CANNOT START: "
            + $"{(spec.MissingFile is { } missing ? $"{missing} is not there" : "it names no program")}"
            + $"{(spec.IsOurs ? $"; workbench kernel install --name {spec.Name}" : "")}";
}
