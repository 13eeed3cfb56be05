using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Workbench.Foundation;
using Workbench.Kernel.Libraries;

namespace Workbench.Kernel.Packages;

/// <summary>
/// Keeps what NuGet answered, so that the same question starts no process as long as the files are there. What asks for the newest is
/// asked again after a day.
/// </summary>
/// <param name="folder">Where to; null keeps nothing.</param>
/// <param name="baseDirectory">The notebook's folder.</param>
internal sealed class KeptAnswers(string? folder, string baseDirectory)
{
    private const int Form = 1;
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);
    private static readonly JsonSerializerOptions Strict = new()
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The answer to the same question; null if there is none that still holds.</summary>
    public RestoreAnswer? Find(IReadOnlyList<PackageRequest> packages, IReadOnlyList<PackageSource> sources)
    {
        if (folder is null)
            return null;
        try
        {
            var file = new FileInfo(PathOf(packages, sources));
            if (!file.Exists || packages.Any(package => package.IsOpen) && file.LastWriteTimeUtc < DateTime.UtcNow - Fresh)
                return null;
            var answer = JsonSerializer.Deserialize<RestoreAnswer>(File.ReadAllText(file.FullName), Strict);
            return answer is not null && answer.Packages.SelectMany(package => package.Files).All(File.Exists) ? answer : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null; // damaged, or not ours to read: NuGet knows
        }
    }

    /// <summary>Keeps an answer without errors.</summary>
    public void Keep(IReadOnlyList<PackageRequest> packages, IReadOnlyList<PackageSource> sources, RestoreAnswer answer)
    {
        if (folder is null)
            return;
        try
        {
            PrivateFolder.Create(folder); // what the answers name will run
            AtomicFile.WriteText(PathOf(packages, sources), JsonSerializer.Serialize(answer));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // the next kernel asks again
        }
    }

    private string PathOf(IEnumerable<PackageRequest> packages, IEnumerable<PackageSource> sources)
    {
        string[] question =
        [
            FormattableString.Invariant($"{Form}"), RestoreProject.Framework, RuntimeNames.Portable,
            Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? "",
            .. packages.Select(package => $"{package}").Order(StringComparer.OrdinalIgnoreCase),
            "sources", .. sources.Select(source => source.Place), .. Configurations(),
        ];
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', question)));
        return Path.Combine(folder!, $"{Convert.ToHexStringLower(hash, 0, 16)}.json");
    }

    /// <summary>The files above the notebook that tell NuGet which feeds there are.</summary>
    private IEnumerable<string> Configurations()
    {
        for (var place = new DirectoryInfo(baseDirectory); place is not null; place = place.Parent)
            foreach (var name in new[] { "nuget.config", "NuGet.config", "NuGet.Config" })
                if (new FileInfo(Path.Combine(place.FullName, name)) is { Exists: true } file)
                    yield return FormattableString.Invariant($"{file.FullName} {file.LastWriteTimeUtc.Ticks}");
    }
}
