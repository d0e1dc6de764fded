using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Resources;

namespace Guanxi;

/// <summary>Texts for people, in the reader's language. A key's first word names the module whose <c>Texts/Texts.resx</c> has it.</summary>
public sealed class Texts
{
    /// <summary>The languages that the product speaks; the first is the default.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["zh-CN", "en"];

    private readonly Dictionary<string, ResourceManager> managers;
    private readonly ConcurrentDictionary<(string Culture, string Key), string?> found = new();

    public Texts(IEnumerable<Module> modules)
    {
        managers = modules.ToDictionary(m => m.Name, m => Manager(m.Assembly));

        static ResourceManager Manager(Assembly assembly) => new(
            assembly.GetManifestResourceNames().FirstOrDefault(n => n.EndsWith(".Texts.Texts.resources", StringComparison.Ordinal))?[..^".resources".Length] ?? "Texts", assembly);
    }

    /// <summary>Adds a room that is no module, e.g. the host's shell.</summary>
    public void AddRoom(string name, Assembly assembly) => managers[name] =
        new(assembly.GetManifestResourceNames().First(n => n.EndsWith(".Texts.Texts.resources", StringComparison.Ordinal))[..^".resources".Length], assembly);

    /// <summary>The text, or the key itself in brackets where nobody wrote one.</summary>
    public string this[string key] => Find(key) ?? $"[{key}]";

    /// <summary>The text with its places filled, numbers and dates by culture.</summary>
    /// <remarks><c>{0:day|days}</c> is the first word for one, the second for any other number.</remarks>
    public string this[string key, params object?[] args] => args.Length == 0 ? this[key] : string.Format(Plural.Words, this[key], args);

    /// <summary>The text in a language that need not be the reader's: for what is kept, or goes to somebody else.</summary>
    public string In(CultureInfo language, string key, params object?[] args) => In(language, () => this[key, args]);

    /// <summary>A text made of several, in a language that need not be the reader's.</summary>
    public string In(CultureInfo language, Func<string> text)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = language;
        try { return text(); }
        finally { CultureInfo.CurrentUICulture = before; }
    }

    /// <summary>The text of an enum's value: <c>sales.order_kind.return</c>.</summary>
    public string Of<TEnum>(string module, TEnum value) where TEnum : struct, Enum =>
        this[$"{module}.{Data.Conventions.Snake(typeof(TEnum).Name)}.{Data.Conventions.Snake(value.ToString())}"];

    /// <summary>What a right allows, in words: <c>customers.may.edit</c> for <c>customers.edit</c>, <c>kernel.may.personal_read</c> for a right of no module's own.</summary>
    public string OfRight(string right)
    {
        var dot = right.IndexOf('.', StringComparison.Ordinal);
        return (dot > 0 ? Find($"{right[..dot]}.may.{right[(dot + 1)..].Replace('.', '_')}") : null) ?? Find($"kernel.may.{right.Replace('.', '_')}") ?? right;
    }

    /// <summary>The text, or null where nobody wrote one.</summary>
    public string? Find(string key) => found.GetOrAdd((CultureInfo.CurrentUICulture.Name, key), static (at, managers) =>
        managers.TryGetValue(at.Key.Split('.')[0], out var manager) ? Look(manager, at.Key) : null, managers);

    private static string? Look(ResourceManager manager, string key)
    {
        try { return manager.GetString(key, CultureInfo.CurrentUICulture); }
        catch (MissingManifestResourceException) { return null; }
    }

    /// <summary>What is wrong with one property of a request, said with the property's own label where there is one: <c>customers.field.phone</c>.</summary>
    internal string OfShape(Type request, string member, ValidationResult result)
    {
        var property = request.GetProperty(member);
        var label = LabelOf(request, member);
        foreach (var rule in property?.GetCustomAttributes<ValidationAttribute>() ?? [])
        {
            if (rule.FormatErrorMessage(member) != result.ErrorMessage) continue;
            return rule switch
            {
                RequiredAttribute => this["kernel.shape.required", label],
                StringLengthAttribute length => this["kernel.shape.too_long", label, length.MaximumLength, length.MinimumLength],
                MaxLengthAttribute length => this["kernel.shape.too_long", label, length.Length, 0],
                RangeAttribute range => this["kernel.shape.out_of_range", label, range.Minimum, range.Maximum],
                EmailAddressAttribute => this["kernel.shape.no_email", label],
                CompareAttribute => this["kernel.shape.not_same", label],
                _ => this["kernel.shape.wrong", label],
            };
        }
        return Find(result.ErrorMessage ?? "") ?? this["kernel.shape.wrong", label];
    }

    /// <summary>Formats by the reader's culture, and adds the choice between two words by number.</summary>
    private sealed class Plural : IFormatProvider, ICustomFormatter
    {
        public static readonly Plural Words = new();

        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : CultureInfo.CurrentCulture.GetFormat(formatType ?? typeof(object));

        public string Format(string? format, object? arg, IFormatProvider? formatProvider) =>
            format?.Split('|') is [var one, var other] ? arg is IConvertible and not string && Convert.ToDecimal(arg, CultureInfo.InvariantCulture) == 1 ? one : other
            : arg is IFormattable formattable ? formattable.ToString(format, CultureInfo.CurrentCulture) : arg?.ToString() ?? "";
    }

    /// <summary>What was typed can't be read as what the property holds: says how to write it.</summary>
    internal string OfTyped(Type request, PropertyInfo property, string typed)
    {
        var label = LabelOf(request, property.Name);
        var kind = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return string.IsNullOrWhiteSpace(typed) ? this["kernel.shape.required", label] : kind == typeof(decimal) ? this["kernel.typed.no_number", label, typed] : kind == typeof(DateOnly) ? this["kernel.typed.no_day", label, typed]
            : kind == typeof(int) ? this["kernel.typed.not_whole", label, typed] : this["kernel.shape.wrong", label];
    }

    private string LabelOf(Type request, string member) => Find($"{ModuleOf(request)}.field.{Data.Conventions.Snake(member)}") ?? member;

    private static string ModuleOf(Type request) => (request.Namespace ?? "").Split('.') is [_, var module, ..] ? module.ToLowerInvariant() : "kernel";
}
