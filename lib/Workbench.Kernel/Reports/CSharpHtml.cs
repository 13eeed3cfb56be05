using System.Net;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Workbench.Kernel.Scripting;

namespace Workbench.Kernel.Reports;

/// <summary>C# with its keywords, literals and comments marked.</summary>
internal static class CSharpHtml
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    public static string Render(string code)
    {
        if (CodeNesting.TooDeepAt(code) is not null)
            return WebUtility.HtmlEncode(code);
        var html = new StringBuilder();
        foreach (var token in CSharpSyntaxTree.ParseText(code, Options).GetRoot().DescendantTokens())
        {
            Write(token.LeadingTrivia);
            Part(token.Text, Class(token));
            Write(token.TrailingTrivia);
        }
        return html.ToString();

        void Write(SyntaxTriviaList trivia)
        {
            foreach (var piece in trivia)
                Part(piece.ToFullString(),
                    piece.IsDirective ? "k"
                        : piece.IsKind(SyntaxKind.SingleLineCommentTrivia) || piece.IsKind(SyntaxKind.MultiLineCommentTrivia) ? "c" : null);
        }

        void Part(string text, string? kind)
        {
            var encoded = WebUtility.HtmlEncode(text);
            html.Append(kind is null || text.Length == 0 ? encoded : $"<span class=\"{kind}\">{encoded}</span>");
        }
    }

    private static string? Class(SyntaxToken token)
    {
        if (token.IsKeyword() || token.IsContextualKeyword() || token.IsKind(SyntaxKind.IdentifierToken) && token.Text == "var")
            return "k";
        return token.Kind() switch
        {
            SyntaxKind.NumericLiteralToken => "n",
            SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken
                or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.Utf8StringLiteralToken or SyntaxKind.InterpolatedStringTextToken
                or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedStringEndToken
                or SyntaxKind.InterpolatedVerbatimStringStartToken
                or SyntaxKind.InterpolatedSingleLineRawStringStartToken or SyntaxKind.InterpolatedMultiLineRawStringStartToken
                or SyntaxKind.InterpolatedRawStringEndToken => "s",
            _ => null,
        };
    }
}
