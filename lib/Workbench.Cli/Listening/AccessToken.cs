using System.Security.Cryptography;
using System.Text;

namespace Workbench.Cli.Listening;

/// <summary>What whoever asks a server of this program must know.</summary>
internal sealed class AccessToken
{
    private const int FewestCharacters = 16, MostCharacters = 256;

    private AccessToken(string text) => Text = text;

    /// <summary>The token, in characters that addresses may have.</summary>
    public string Text { get; }

    /// <summary>A token of 256 random bits.</summary>
    public static AccessToken New() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));

    /// <summary>A token that somebody chose; null if it is too easy to guess, or cannot stand in an address.</summary>
    public static AccessToken? TryOf(string text) => text.Length is >= FewestCharacters and <= MostCharacters
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~') ? new(text) : null;

    /// <summary>What <see cref="TryOf"/> wants, in words.</summary>
    public static string Form => $"{FewestCharacters} to {MostCharacters} letters, digits and -._~";

    /// <summary>Whether somebody knows it.</summary>
    public bool Matches(string? given) => given is not null && AreEqual(given, Text);

    /// <summary>Compares secrets in a time that does not tell how much of them is equal.</summary>
    public static bool AreEqual(string a, string b) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b));
}
