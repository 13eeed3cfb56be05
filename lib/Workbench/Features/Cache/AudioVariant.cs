using System.Security.Cryptography;
using System.Text;
using Workbench.Audio;

namespace Workbench.Features.Cache;

/// <summary>A sound file, as it is or changed on its way to the features.</summary>
/// <param name="Path">The file.</param>
/// <param name="Key">Says what the change is: the same words, the same change. Null without one.</param>
/// <param name="Change">The change of the decoded clip; null leaves it as it is.</param>
internal sealed record AudioVariant(string Path, string? Key = null, Func<AudioClip, CancellationToken, AudioClip>? Change = null)
{
    /// <summary>What features are kept by: the hash of the file's content, changed ones by that and the key.</summary>
    public string ContentHash(string audioHash) =>
        Key is null ? audioHash : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{audioHash}\n{Key}")));
}
