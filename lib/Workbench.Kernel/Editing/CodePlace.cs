using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbench.Kernel.Editing;

/// <summary>A place in a cell that is being written: the beginning of a name, which may be empty, and the token before it.</summary>
internal sealed class CodePlace
{
    /// <param name="model">The cell, as it may be broken.</param>
    /// <param name="code">Its text.</param>
    /// <param name="position">Where the cursor stands, in UTF-16 units.</param>
    public CodePlace(SemanticModel model, string code, int position)
    {
        Model = model;
        Start = position;
        while (Start > 0 && SyntaxFacts.IsIdentifierPartCharacter(code[Start - 1]))
            Start--;
        Prefix = code[Start..position];
        var root = model.SyntaxTree.GetRoot();
        var token = root.FindToken(Math.Max(0, Start - 1));
        Before = token.SpanStart < Start ? token : token.GetPreviousToken();
        TakesName = !(Prefix.Length > 0 && char.IsDigit(Prefix[0])) && !IsText(root, position);
    }

    /// <summary>What the code means.</summary>
    public SemanticModel Model { get; }

    /// <summary>Where the name begins, in UTF-16 units.</summary>
    public int Start { get; }

    /// <summary>What is written of it.</summary>
    public string Prefix { get; }

    /// <summary>The token before the name.</summary>
    public SyntaxToken Before { get; }

    /// <summary>Whether a name can stand here: not in a comment, a directive, a number, or the text of a string.</summary>
    public bool TakesName { get; }

    /// <summary>Whether a name goes on with what is written, small and capital letters being the same.</summary>
    public bool Matches(string name) => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where a line with a using can stand: above all code, below what may only stand there, as <c>#r</c>.</summary>
    public int UsingStart()
    {
        var first = Model.SyntaxTree.GetRoot().GetFirstToken(includeZeroWidth: true);
        var text = Model.SyntaxTree.GetText();
        var line = text.Lines.GetLineFromPosition(first.SpanStart);
        return string.IsNullOrWhiteSpace(text.ToString(new(line.Start, first.SpanStart - line.Start))) ? line.Start : first.SpanStart;
    }

    private static bool IsText(SyntaxNode root, int position)
    {
        if (position == 0)
            return false;
        var trivia = root.FindTrivia(position - 1);
        if (trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
            return position < trivia.Span.End || trivia.ContainsDiagnostics;
        if (trivia.IsDirective || trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.DisabledTextTrivia))
            return true;
        var token = root.FindToken(position - 1);
        return token.Kind() switch
        {
            SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedStringStartToken
            or SyntaxKind.InterpolatedVerbatimStringStartToken => true,
            SyntaxKind.CloseBraceToken => token.Parent is InterpolationSyntax,
            SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken
            or SyntaxKind.MultiLineRawStringLiteralToken
                or SyntaxKind.Utf8StringLiteralToken =>
                    token.SpanStart < position && (position < token.Span.End || token.ContainsDiagnostics),
            _ => false,
        };
    }
}
