namespace Guanxi.Exchange.Reading;

internal enum RecordProblem { None, QuoteNeverCloses, TextAfterQuote, TooLong, TooManyColumns }

/// <summary>Reads one record after the other without making strings. A record that breaks the rules of quoting
/// is given as its first physical line, and reading goes on with the next one: one open quote costs one row,
/// not the rest of the file.</summary>
internal sealed class DelimitedReader : IDisposable
{
    /// <summary>Characters of one record, with the line breaks inside its quotes.</summary>
    public const int LongestRecord = 256 * 1024;

    public const int MostColumns = 1000;

    private readonly TextReader text;
    private readonly char sign;
    private readonly bool quoted, blanks;
    private char[] buffer = new char[64 * 1024];
    private int start, filled;
    private bool ended;
    private readonly RecordFields fields = new();
    private int nextLine = 1;

    public DelimitedReader(TextReader text, FileShape shape)
    {
        (this.text, sign, blanks) = (text, shape.DelimiterSign, shape.Delimiter == Delimiter.Blanks);
        quoted = shape.Quoted && !blanks;
        Fill();
        if (filled > 0 && buffer[0] == '\uFEFF') start = 1;
        for (var i = 0; i < shape.SkippedLines; i++) SkipLine();
    }

    /// <summary>1-based number of the line where the record begins.</summary>
    public int Line { get; private set; }

    public int Fields => fields.Count;
    public RecordProblem Problem { get; private set; }

    /// <summary>Lines that held nothing, or only delimiters as spreadsheets leave them, so far.</summary>
    public int BlankLines { get; private set; }

    /// <summary>Line breaks inside quotes, so far: lines that are no records of their own.</summary>
    public int InnerLines { get; private set; }

    /// <summary>Lines read so far, of every kind.</summary>
    public int Lines => nextLine - 1;

    /// <summary>Valid until the next <see cref="Read"/>; empty beyond the last field.</summary>
    public ReadOnlySpan<char> this[int field] => fields.Get(buffer, field);

    public bool Read()
    {
        while (start < filled || Fill())
        {
            if (!LineEndKnown(start)) Fill();
            if (LineEndAt(start) is > 0 and var lineEnd)
            {
                start += lineEnd;
                nextLine++;
                BlankLines++;
                continue;
            }

            Line = nextLine;
            var end = Parse(out var innerLines);
            Problem = fields.Problem;
            if (Problem is not RecordProblem.None)
            {
                GiveFirstLine();
                return true;
            }

            InnerLines += innerLines;
            nextLine += innerLines + 1;
            start = end + LineEndAt(end);
            if (!fields.AllBlank(buffer)) return true;
            BlankLines++;
        }

        return false;
    }

    public void Dispose() => text.Dispose();

    /// <summary>Parses until the record's end is in the buffer; starts again after each refill, which is rare.</summary>
    private int Parse(out int innerLines)
    {
        while (true)
        {
            fields.Clear();
            innerLines = 0;
            var end = blanks ? ParseBlanks() : ParseSigned(ref innerLines);
            if (end >= 0) return end;
            if (filled - start >= LongestRecord)
            {
                // Inside a quote the likely cause is the quote, not the length.
                fields.Problem = fields.InQuote ? RecordProblem.QuoteNeverCloses : RecordProblem.TooLong;
                return start;
            }

            Fill();
        }
    }

    private int ParseSigned(ref int innerLines)
    {
        var at = start;
        while (true)
        {
            var open = quoted ? QuoteAt(at) : -1;
            if (open >= 0)
            {
                var close = CloseOf(open, out var doubled);
                if (close < 0) return fields.InQuote && ended ? fields.Fail(RecordProblem.QuoteNeverCloses, start) : -1;
                var inner = buffer.AsSpan(open + 1, close - open - 1);
                innerLines += LineBreaks(inner);
                fields.Add(open + 1, inner, doubled);
                at = close + 1;
                while (at < filled && buffer[at] == ' ') at++;
                if (at == filled) return ended ? at : -1;
                if (buffer[at] is not ('\r' or '\n') && buffer[at] != sign) return fields.Fail(RecordProblem.TextAfterQuote, start);
            }
            else
            {
                var length = buffer.AsSpan(at, filled - at).IndexOfAny(sign, '\r', '\n');
                if (length < 0 && !ended) return -1;
                if (length < 0) length = filled - at;
                fields.Add(at, length);
                at += length;
                if (at == filled) return at;
            }

            if (fields.Count > MostColumns) return fields.Fail(RecordProblem.TooManyColumns, start);
            if (buffer[at] != sign) return LineEndKnown(at) ? at : -1;
            at++;
        }
    }

    private int ParseBlanks()
    {
        var at = start;
        while (true)
        {
            while (at < filled && buffer[at] is ' ' or '\t') at++;
            if (at == filled) return ended ? at : -1;
            if (buffer[at] is '\r' or '\n') return LineEndKnown(at) ? at : -1;
            var length = buffer.AsSpan(at, filled - at).IndexOfAny(" \t\r\n");
            if (length < 0 && !ended) return -1;
            if (length < 0) length = filled - at;
            fields.Add(at, length);
            if (fields.Count > MostColumns) return fields.Fail(RecordProblem.TooManyColumns, start);
            at += length;
        }
    }

    /// <returns>Where a quote opens, blanks before it allowed; -1 where the field is not quoted.</returns>
    private int QuoteAt(int at)
    {
        while (at < filled && buffer[at] == ' ') at++;
        return at < filled && buffer[at] == '"' ? at : -1;
    }

    private int CloseOf(int open, out bool doubled)
    {
        doubled = false;
        fields.InQuote = true;
        for (var at = open + 1; ;)
        {
            var offset = buffer.AsSpan(at, filled - at).IndexOf('"');
            if (offset < 0) return -1;
            var quote = at + offset;
            if (quote + 1 == filled && !ended) return -1;
            if (quote + 1 == filled || buffer[quote + 1] != '"')
            {
                fields.InQuote = false;
                return quote;
            }

            doubled = true;
            at = quote + 2;
        }
    }

    /// <summary>Gives the broken record's first line as one field, cut to what can be shown, and moves behind it.</summary>
    private void GiveFirstLine()
    {
        var problem = Problem;
        fields.Clear();
        var shown = Math.Min(LineLength(start), 1000);
        fields.Add(start, shown);
        // Keep the shown part: skipping a long line overwrites the buffer.
        fields.Keep(buffer);
        SkipLine();
        Problem = problem;
    }

    private int LineLength(int from)
    {
        var length = buffer.AsSpan(from, filled - from).IndexOfAny('\r', '\n');
        return length < 0 ? filled - from : length;
    }

    private void SkipLine()
    {
        if (start == filled && !Fill()) return;
        do start += LineLength(start);
        while (start == filled && Fill());
        if (start < filled && !LineEndKnown(start)) Fill();
        start += LineEndAt(start);
        nextLine++;
    }

    private bool LineEndKnown(int at) => at >= filled || buffer[at] != '\r' || at + 1 < filled || ended;

    private int LineEndAt(int at)
    {
        if (at >= filled) return 0;
        if (buffer[at] == '\n') return 1;
        if (buffer[at] != '\r') return 0;
        return at + 1 < filled && buffer[at + 1] == '\n' ? 2 : 1;
    }

    private static int LineBreaks(ReadOnlySpan<char> inner)
    {
        var breaks = 0;
        for (var at = inner.IndexOfAny('\r', '\n'); at >= 0; at = inner.IndexOfAny('\r', '\n'))
        {
            breaks++;
            inner = inner[(at + (inner[at] == '\r' && at + 1 < inner.Length && inner[at + 1] == '\n' ? 2 : 1))..];
        }

        return breaks;
    }

    private bool Fill()
    {
        if (ended) return false;
        if (start > 0)
        {
            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            filled -= start;
            start = 0;
        }

        if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var read = text.ReadBlock(buffer, filled, buffer.Length - filled);
        ended = read < buffer.Length - filled;
        filled += read;
        return read > 0;
    }
}
