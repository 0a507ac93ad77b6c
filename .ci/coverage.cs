// coverage FOLDER: prints what share of each product's lines and branches some test of the folder's reports has reached.
// A line counts as reached when any report says so, because one product's tests are in several projects.
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

Dictionary<(string Package, string File, string Line), (bool Reached, int Branches, int Taken)> lines = [];
foreach (string report in Directory.GetFiles(args[0], "*.cobertura.*.xml", SearchOption.AllDirectories))
{
    foreach (XElement package in XDocument.Load(report).Descendants("package"))
    {
        foreach (XElement line in package.Descendants("class").SelectMany(type => type.Element("lines")!.Elements("line")))
        {
            (string, string, string) key = ((string)package.Attribute("name")!, (string)line.Parent!.Parent!.Attribute("filename")!, (string)line.Attribute("number")!);
            Match branches = Regex.Match((string?)line.Attribute("condition-coverage") ?? "", @"\((\d+)/(\d+)\)");
            int all = branches.Success ? int.Parse(branches.Groups[2].Value, CultureInfo.InvariantCulture) : 0;
            int taken = branches.Success ? int.Parse(branches.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
            (bool reached, _, int before) = lines.GetValueOrDefault(key);
            lines[key] = (reached || (string)line.Attribute("hits")! != "0", all, Math.Max(before, taken));
        }
    }
}

Console.WriteLine("coverage               lines   branches");
foreach (var package in lines.GroupBy(line => line.Key.Package, line => line.Value).OrderBy(package => package.Key, StringComparer.Ordinal))
{
    double reached = 100.0 * package.Count(line => line.Reached) / package.Count();
    double taken = 100.0 * package.Sum(line => line.Taken) / Math.Max(1, package.Sum(line => line.Branches));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{package.Key,-22}{reached,5:F1} %  {taken,6:F1} %"));
}
