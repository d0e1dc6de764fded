namespace Guanxi.Exchange.Reading;

/// <summary>Reads the fields of the present record by their role, and collects what is wrong with them.</summary>
internal sealed class FieldReader
{
    private readonly OrderReading reading;
    private readonly DelimitedReader record;
    private readonly List<RowError> errors;
    private readonly int[] columns;
    private readonly TextPool[] pools;
    private string lastDate = "";
    private IReadOnlyDictionary<int, string>? corrected;
    private SourceMoment lastMoment;

    public FieldReader(OrderReading reading, DelimitedReader record, List<RowError> errors)
    {
        (this.reading, this.record, this.errors) = (reading, record, errors);
        var roles = Enum.GetValues<ColumnRole>();
        columns = [.. roles.Select(role => reading.Columns[role] ?? -1)];
        pools = [.. roles.Select(_ => new TextPool())];
    }

    public bool Has(ColumnRole role) => columns[(int)role] >= 0;

    /// <summary>To be called for each record before its fields are read.</summary>
    public void Begin() => corrected = reading.Corrections.Count == 0 ? null : reading.Corrections.GetValueOrDefault(record.Line);

    public ReadOnlySpan<char> Value(int column) =>
        corrected is not null && corrected.TryGetValue(column, out var value) ? value : record[column];

    public void Fail(ColumnRole? role, string code)
    {
        int? column = role is { } known && columns[(int)known] >= 0 ? columns[(int)known] : null;
        errors.Add(RowError.Of(record.Line, column, code, column is { } at ? Value(at) : default));
    }

    /// <summary>What stands there, shortened and unchecked; null for nothing.</summary>
    public string? Peek(ColumnRole role) =>
        columns[(int)role] is >= 0 and var column && column < record.Fields && FieldText.Bare(Value(column)) is { IsEmpty: false } value
            ? FieldText.OneLine((value.Length <= RowError.LongestValue ? value : value[..RowError.LongestValue]).ToString()) : null;

    public string? Text(ColumnRole role, int longest)
    {
        var column = columns[(int)role];
        if (column < 0) return null;
        var value = FieldText.Bare(Value(column));
        if (value.IsEmpty) return null;
        if (value.Length > longest) Fail(role, RowErrorCodes.TextTooLong);
        else if (value.ContainsAny('\0', TextEncoding.Undecodable)) Fail(role, RowErrorCodes.Unreadable);
        else return value.ContainsAnyInRange('\0', '\u001F') || value.ContainsAny('\u3000', '\u00A0') ? FieldText.OneLine(value.ToString()) : pools[(int)role].Of(value);
        return null;
    }

    /// <summary>A code or number that is text: leading zeros stay, and digits that a spreadsheet destroyed are not made up.</summary>
    public string? Code(ColumnRole role, int longest)
    {
        var text = Text(role, longest);
        if (text is null || !FieldText.IsScientific(text)) return text;
        Fail(role, RowErrorCodes.DigitsLost);
        return null;
    }

    /// <returns>False where the field says something that is no number; an empty field is null.</returns>
    public bool Number(ColumnRole role, decimal most, out decimal? number, out string? currency)
    {
        (number, currency) = (null, null);
        var column = columns[(int)role];
        if (column < 0 || Value(column).IsWhiteSpace()) return true;
        if (!NumberText.TryRead(Value(column), reading.Decimals, out var value, out currency)) Fail(role, RowErrorCodes.NumberUnreadable);
        else if (Math.Abs(value) > most) Fail(role, RowErrorCodes.NumberOutOfRange);
        else
        {
            number = value;
            return true;
        }

        return false;
    }

    public bool Moment(out SourceMoment moment)
    {
        var value = Value(columns[(int)ColumnRole.OrderedAt]);
        moment = lastMoment;
        if (lastDate.Length > 0 && value.SequenceEqual(lastDate)) return true;
        if (value.IsWhiteSpace()) Fail(ColumnRole.OrderedAt, RowErrorCodes.DateMissing);
        else if (!reading.Dates.TryRead(value, out moment)) Fail(ColumnRole.OrderedAt, RowErrorCodes.DateUnreadable);
        else
        {
            (lastDate, lastMoment) = (value.ToString(), moment);
            return true;
        }

        return false;
    }
}
