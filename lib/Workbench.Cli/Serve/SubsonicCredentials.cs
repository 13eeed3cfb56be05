using System.Security.Cryptography;
using System.Text;
using Workbench.Cli.Listening;

namespace Workbench.Cli.Serve;

/// <summary>
/// Asks for the token in every way that the protocol has: as API key (<c>apiKey</c>); as the password of a user of any name, in clear or in
/// hexadecimal digits (<c>u</c> and <c>p</c>); or as the MD5 of the password and a salt (<c>u</c>, <c>t</c> and <c>s</c>).
/// </summary>
/// <param name="token">What whoever asks must know.</param>
internal sealed class SubsonicCredentials(AccessToken token)
{
    private const string HexadecimalMark = "enc:";

    /// <summary>Lets those pass who know the token.</summary>
    /// <exception cref="SubsonicError">Whoever asks does not, or says several things at once.</exception>
    public void Require(SubsonicRequest asked)
    {
        var (key, user, password, hash, salt) = (asked["apiKey"], asked["u"], asked["p"], asked["t"], asked["s"]);
        if (key is null ? password is not null && (hash ?? salt) is not null : (user ?? password ?? hash ?? salt) is not null)
            throw new SubsonicError(SubsonicError.ConflictingCredentials,
                "Several ways to log in at once: give apiKey alone, or u with p, or u with t and s.");
        if (key is not null)
        {
            if (!token.Matches(key))
                throw new SubsonicError(SubsonicError.WrongApiKey, "apiKey is not the token that 'workbench serve' printed.");
        }
        else
        {
            asked.Required("u");
            if (!(password is null ? MatchesSalted(asked.Required("t"), asked.Required("s")) : token.Matches(Plain(password))))
                throw new SubsonicError(SubsonicError.WrongPassword, "The password is not the token that 'workbench serve' printed.");
        }
        asked.Required("v");
        asked.Required("c");
    }

#pragma warning disable CA5351 // the protocol has no hash but MD5
    private bool MatchesSalted(string hash, string salt) =>
        AccessToken.AreEqual(hash, Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(token.Text + salt))));
#pragma warning restore CA5351

    private static string Plain(string password)
    {
        if (!password.StartsWith(HexadecimalMark, StringComparison.Ordinal))
            return password;
        try
        {
            return Encoding.UTF8.GetString(Convert.FromHexString(password.AsSpan(HexadecimalMark.Length)));
        }
        catch (FormatException)
        {
            return password;
        }
    }
}
