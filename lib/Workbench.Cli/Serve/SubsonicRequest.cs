using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Workbench.Cli.Serve;

/// <summary>What is asked for: a method of the protocol with parameters, in the address or, of POST, in a form as well.</summary>
internal sealed class SubsonicRequest
{
    private const string Root = "/rest/", Suffix = ".view", FormType = "application/x-www-form-urlencoded";

    /// <summary>Characters of a value that an error repeats.</summary>
    private const int MostRepeated = 100;

    private readonly Dictionary<string, string> parameters = new(StringComparer.Ordinal);

    private SubsonicRequest(string method) => Method = method;

    /// <summary>What is asked, for instance <c>ping</c>.</summary>
    public string Method { get; }

    /// <summary>Whether it wants JSON; else it wants XML.</summary>
    /// <exception cref="SubsonicError">It wants neither.</exception>
    public bool IsJson => this["f"] switch
    {
        null or "xml" => false,
        "json" => true,
        var other => throw new SubsonicError(SubsonicError.Generic, $"f {Repeated(other)} is not answered here; there are xml and json. "
            + "jsonp would let pages of other sites read along."),
    };

    /// <summary>A parameter; null if it is missing or empty.</summary>
    public string? this[string name] => parameters.GetValueOrDefault(name);

    /// <summary>Reads it.</summary>
    /// <exception cref="SubsonicError">It is not as the protocol wants it.</exception>
    public static async Task<SubsonicRequest> ReadAsync(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        if (!path.StartsWith(Root, StringComparison.Ordinal))
            throw new SubsonicError(SubsonicError.Generic, $"Methods lie below {Root}, for instance {Root}ping.",
                StatusCodes.Status404NotFound);
        var name = path[Root.Length..];
        var asked = new SubsonicRequest(name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name);
        asked.Add(request.Query);
        if (HttpMethods.IsPost(request.Method))
            await asked.AddFormAsync(request);
        else if (!HttpMethods.IsGet(request.Method))
            throw new SubsonicError(SubsonicError.Generic, $"{request.Method} is not answered here; use GET, or POST with a form.",
                StatusCodes.Status405MethodNotAllowed);
        return asked;
    }

    /// <summary>A parameter that must be there.</summary>
    /// <exception cref="SubsonicError">It is missing.</exception>
    public string Required(string name) => this[name]
        ?? throw new SubsonicError(SubsonicError.ParameterMissing, $"The required parameter {name} is missing.");

    /// <summary>A parameter that is a number.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="usual">What it is where it is missing.</param>
    /// <param name="least">The least that makes sense.</param>
    /// <param name="most">What more than that is taken for.</param>
    /// <exception cref="SubsonicError">It is no such number.</exception>
    public int Number(string name, int usual, int least, int most)
    {
        if (this[name] is not { } text)
            return usual;
        if (!text.All(char.IsAsciiDigit))
            throw NoNumber();
        var number = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? Math.Min(value, most) : most;
        return number >= least ? number : throw NoNumber();

        SubsonicError NoNumber() => new(SubsonicError.Generic, FormattableString.Invariant(
            $"{name} {Repeated(text)} must be a whole number of at least {least}; {usual} is usual."));
    }

    /// <summary>A value as an error repeats it.</summary>
    public static string Repeated(string value) => value.Length <= MostRepeated ? value : $"{value[..MostRepeated]}...";

    private async Task AddFormAsync(HttpRequest request)
    {
        if (string.IsNullOrEmpty(request.ContentType))
            return; // everything stands in the address
        if (request.ContentType.Split(';')[0].Trim() is var type && !type.Equals(FormType, StringComparison.OrdinalIgnoreCase))
            throw new SubsonicError(SubsonicError.Generic, $"A body of type {Repeated(type)} is not read; send {FormType}.",
                StatusCodes.Status415UnsupportedMediaType);
        try
        {
            Add(await request.ReadFormAsync(request.HttpContext.RequestAborted));
        }
        catch (InvalidDataException error)
        {
            throw new SubsonicError(SubsonicError.Generic, $"The form cannot be read: {error.Message}", StatusCodes.Status400BadRequest);
        }
    }

    private void Add(IEnumerable<KeyValuePair<string, StringValues>> given)
    {
        foreach (var (name, values) in given)
            foreach (var value in values)
                if (!string.IsNullOrEmpty(value) && !parameters.TryAdd(name, value))
                    throw new SubsonicError(SubsonicError.Generic, $"The parameter {Repeated(name)} stands there twice; give it once.");
    }
}
