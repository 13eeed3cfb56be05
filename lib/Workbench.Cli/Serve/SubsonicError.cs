using Microsoft.AspNetCore.Http;

namespace Workbench.Cli.Serve;

/// <summary>Why a request is not answered, as the protocol says it: a number, and a sentence.</summary>
/// <param name="code">One of those that the protocol defines.</param>
/// <param name="sentence">What is wrong, and the remedy.</param>
/// <param name="status">HTTP's number; that of success where the request was understood.</param>
internal sealed class SubsonicError(int code, string sentence, int status = StatusCodes.Status200OK) : Exception(sentence)
{
    /// <summary>Numbers that the protocol defines.</summary>
    public const int Generic = 0, ParameterMissing = 10, WrongPassword = 40, ConflictingCredentials = 43, WrongApiKey = 44, NotFound = 70;

    /// <summary>The number.</summary>
    public int Code => code;

    /// <summary>HTTP's number.</summary>
    public int Status => status;
}
