using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Guanxi.Start;

/// <summary>The summaries in the XML files that the compiler writes beside the program.</summary>
internal sealed partial class CodeDocs
{
    private readonly Dictionary<string, string> summaries = [];

    public CodeDocs()
    {
        foreach (var assembly in House.Modules.Select(m => m.Assembly).Distinct())
        {
            var file = Path.ChangeExtension(assembly.Location, ".xml");
            if (!File.Exists(file)) continue;
            foreach (var member in XDocument.Load(file).Descendants("member"))
                if (member.Attribute("name")?.Value is { } name && member.Element("summary") is { } summary) summaries[name] = Plain(summary);
        }
    }

    public string? Of(MemberInfo member) => summaries.GetValueOrDefault(member is Type type ? $"T:{Name(type)}" : $"P:{Name(member.DeclaringType!)}.{member.Name}");

    private static string Name(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName?.Replace('+', '.') ?? "";

    private static string Plain(XElement summary)
    {
        foreach (var reference in summary.Descendants().Where(e => e.Name.LocalName is "see" or "paramref" or "typeparamref").ToList())
            reference.ReplaceWith(reference.Value.Length > 0 ? reference.Value : (reference.Attribute("cref") ?? reference.Attribute("name"))?.Value.Split(':')[^1].Split('(')[0].Split('.')[^1] ?? "");
        return Blanks().Replace(summary.Value, " ").Trim();
    }

    [GeneratedRegex("\\s+")]
    private static partial Regex Blanks();
}
