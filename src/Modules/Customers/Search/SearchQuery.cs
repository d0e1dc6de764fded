namespace Guanxi.Customers.Search;

/// <summary>Tokens that must stand side by side.</summary>
/// <param name="Tokens">At least one, made of letters and digits only.</param>
/// <param name="Open">The one token is a beginning; anything may follow.</param>
internal readonly record struct Phrase(IReadOnlyList<string> Tokens, bool Open);

/// <summary>
/// What a person typed into the search, as clauses that must all be met, each by one of its phrases.
/// Nothing typed reaches a database as syntax: what is neither letter nor digit is gone before a token is made.
/// </summary>
internal sealed record SearchQuery(IReadOnlyList<IReadOnlyList<Phrase>> Clauses)
{
    private const int LongestInput = 100, MostClauses = 8, ShortestCode = 5;

    public bool IsEmpty => Clauses.Count == 0;

    /// <summary>Whether phone and e-mail are searched too. They are not for who sees them only masked: four digits typed after four others would give the hidden ones away, a hit at a time.</summary>
    public bool Personal { get; private init; } = true;

    /// <summary>The same without phone and e-mail.</summary>
    public SearchQuery OpenOnly() => this with { Personal = false, AtBeginning = AtBeginning is { } begins ? begins with { Personal = false } : null };

    /// <summary>The same for customers whose name begins so; null where what was typed can't be the beginning of a Chinese name.</summary>
    public SearchQuery? AtBeginning { get; private init; }

    /// <summary>One more clause.</summary>
    public SearchQuery And(IReadOnlyList<Phrase> clause) => this with { Clauses = [.. Clauses, clause], AtBeginning = AtBeginning is { } begins ? begins with { Clauses = [.. begins.Clauses, clause] } : null };

    /// <summary>Whether what somebody is found by has all of the words: what an index says of those in it.</summary>
    public bool Fits(in SearchedBy tokens)
    {
        var (open, personal) = tokens;
        return Clauses.All(clause => clause.Any(phrase => Has(open, phrase) || (Personal && Has(personal, phrase))));
    }

    private static bool Has(IReadOnlyList<string> tokens, in Phrase phrase)
    {
        for (var start = 0; start + phrase.Tokens.Count <= tokens.Count; start++)
        {
            var same = 0;
            while (same < phrase.Tokens.Count && Same(tokens[start + same], phrase.Tokens[same], phrase.Open && same == phrase.Tokens.Count - 1)) same++;
            if (same == phrase.Tokens.Count) return true;
        }
        return false;

        static bool Same(string token, string wanted, bool open) => open ? token.StartsWith(wanted, StringComparison.Ordinal) : token == wanted;
    }

    public static SearchQuery Parse(string? typed)
    {
        typed ??= "";
        if (typed.Length > LongestInput) typed = typed[..LongestInput];
        if (WholeNumber(typed) is { } number) return new([number]);

        var clauses = new List<IReadOnlyList<Phrase>>();
        foreach (var chunk in typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) AddChunk(clauses, chunk);
        return new([.. clauses.Take(MostClauses)]) { AtBeginning = Beginning(typed) };
    }

    private static SearchQuery? Beginning(string typed) =>
        Runs.Of(typed) is [{ Signs: { Count: <= SearchTokens.LongestSignBeginning } signs }]
            ? new([[new([SearchTokens.Begins(signs, signs.Count)], Open: false)]]) : null;

    /// <summary>138-0013 8000 and (021) 5555 are one number, however they are written.</summary>
    private static List<Phrase>? WholeNumber(string typed)
    {
        var runs = Runs.Of(typed);
        if (runs.Count == 0 || !runs.All(r => r.Signs is null && r.Word.All(char.IsAsciiDigit))) return null;
        var digits = string.Concat(runs.Select(r => r.Word));
        if (digits.Length < SearchTokens.DigitGram) return null;
        List<Phrase> number = [Grams(digits)];
        // A leading 0 or 00 is dialled, not stored.
        var dialled = digits.TrimStart('0');
        if (dialled.Length < digits.Length && dialled.Length >= SearchTokens.DigitGram) number.Add(Grams(dialled));
        return number;
    }

    private static void AddChunk(List<IReadOnlyList<Phrase>> clauses, string chunk)
    {
        if (chunk.LastIndexOf('@') is var at && at >= 0)
        {
            var domain = chunk[(at + 1)..];
            chunk = chunk[..at];
            if (domain.Contains('.') || !EmailParts.MayBePublic(domain))
                foreach (var label in EmailParts.Labels(domain)) AddRuns(clauses, Runs.Of(label));
        }
        AddRuns(clauses, Runs.Of(chunk));
    }

    private static void AddRuns(List<IReadOnlyList<Phrase>> clauses, List<Run> runs)
    {
        foreach (var run in runs)
            clauses.Add(run.Signs is null ? Word(run.Word) : [run.Signs.Count == 1 ? new([SearchTokens.Sign(run.Signs[0])], Open: false) : Pairs(run)]);
    }

    private static Phrase Pairs(Run run) =>
        new([.. Enumerable.Range(0, run.Signs!.Count - 1).Select(i => SearchTokens.Pair(run.Signs, i))], Open: false);

    private static List<Phrase> Word(string word)
    {
        if (word.Length >= SearchTokens.DigitGram && word.All(char.IsAsciiDigit)) return [Grams(word)];
        // Codes have no beginnings of their own; they part ways late, so a short one would collect them all.
        var shortest = word.Any(char.IsAsciiDigit) ? ShortestCode : SearchTokens.LongestBeginning + 1;
        List<Phrase> phrases = [new([SearchTokens.Cut(word)], Open: word.Length >= shortest && word.Length <= SearchTokens.LongestWord)];
        if (word.Length >= SearchTokens.LetterGram)
            phrases.Add(new([.. Enumerable.Range(0, word.Length - SearchTokens.LetterGram + 1)
                .Select(i => SearchTokens.Inner + word.Substring(i, SearchTokens.LetterGram))], Open: false));
        return phrases;
    }

    private static Phrase Grams(string digits) =>
        new([.. Enumerable.Range(0, digits.Length - SearchTokens.DigitGram + 1).Select(i => digits.Substring(i, SearchTokens.DigitGram))], Open: false);
}
