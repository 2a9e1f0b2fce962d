# Compiles each file named on the command line without running it and prints `path<TAB>line<TAB>message` for those that are not Ruby.
ARGV.each do |path|
  RubyVM::InstructionSequence.compile_file(path)
rescue SyntaxError => e
  text = e.message.lines.map(&:strip).reject(&:empty?).join(" ")
  puts [path, text[/:(\d+):/, 1] || 1, text].join("\t")
end
